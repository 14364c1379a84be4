package io.autoimport.test.ec2.internal.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and of which region and service: read from the {@code Authorization} header of Signature Version 4. The
 * signature itself is not checked.
 *
 * @param accessKeyId the access key id
 * @param region for example {@code us-east-1}
 * @param service {@code ec2} or {@code sts}
 */
public record CredentialScope(String accessKeyId, String region, String service) {

    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([^/,\\s]+)/\\d{8}/([^/,\\s]+)/([^/,\\s]+)/aws4_request");

    /** Reads the header; empty if there is none, or one of another kind. */
    public static Optional<CredentialScope> parse(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256")) {
            return Optional.empty();
        }
        Matcher matcher = CREDENTIAL.matcher(authorization);
        return matcher.find()
                ? Optional.of(new CredentialScope(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }
}
