package io.autoimport.aws;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the page tokens of one query, and refuses to go in circles. */
final class PageTokens {

    private final String call;
    private final Set<String> seen = new HashSet<>();
    private @Nullable String next;

    PageTokens(String call) {
        this.call = call;
    }

    @Nullable
    String next() {
        return next;
    }

    boolean hasNext() {
        return next != null;
    }

    /**
     * Takes the token for the page behind the one just received.
     *
     * @throws RepeatedPageTokenException if it was given out before
     */
    void received(@Nullable String token) {
        next = token == null || token.isEmpty() ? null : token;
        if (next != null && !seen.add(next)) {
            throw new RepeatedPageTokenException(call);
        }
    }
}
