package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.Parameters;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.internal.state.Cursor;
import io.autoimport.test.ec2.internal.state.Page;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Cuts a listing into the pages that a request may have. */
final class Paging {

    private final PageTokens tokens;

    Paging(PageTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A page as it is answered.
     *
     * @param items what is on it
     * @param nextToken the token of the next page, or null if this is the last
     */
    record Answer<T>(List<T> items, @Nullable String nextToken) {

        void writeNextToken(XmlWriter xml) throws XMLStreamException {
            xml.text("nextToken", nextToken);
        }
    }

    /** Reads {@code MaxResults}, and refuses what is out of bounds. */
    static int maxResults(Parameters parameters, int least, int most, int otherwise) {
        OptionalInt asked = parameters.number("MaxResults");
        if (asked.isEmpty()) {
            return otherwise;
        }
        int value = asked.getAsInt();
        if (value < least || value > most) {
            throw ApiException.invalidValue("Value ( " + value
                    + " ) for parameter maxResults is invalid. Expecting a value "
                    + (value < least ? "greater than or equal to " + least : "less than or equal to " + most) + ".");
        }
        return value;
    }

    /** Asks a listing for the page that the request's token stands for. */
    <T> Answer<T> page(Call call, int limit, BiFunction<Cursor, Integer, Page<T>> listing) {
        String token = call.parameters().find("NextToken");
        PageTokens.Position position = token == null ? PageTokens.Position.FIRST : tokens.read(token, call);
        Page<T> page = listing.apply(position.cursor(), sizeOf(call, position.page(), limit));
        if (call.repeatsToken()) {
            return new Answer<>(
                    page.items(), token != null ? token : tokens.issue(position.following(position.cursor()), call));
        }
        Cursor next = page.next();
        return new Answer<>(page.items(), next == null ? null : tokens.issue(position.following(next), call));
    }

    private static int sizeOf(Call call, int page, int limit) {
        List<Integer> sizes = call.pageSizes();
        return sizes.isEmpty() ? limit : Math.min(limit, sizes.get(page % sizes.size()));
    }
}
