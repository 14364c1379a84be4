package io.autoimport.test.ec2.internal.server;

import com.sun.net.httpserver.HttpExchange;
import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.CredentialScope;
import io.autoimport.test.ec2.internal.protocol.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param parameters its parameters
 * @param scope who asks, and of which region; empty if it is not signed
 * @param sessionToken the session token of temporary credentials, or null if there is none
 */
record Request(
        Parameters parameters,
        Optional<CredentialScope> scope,
        @Nullable String sessionToken) {

    private static final int LARGEST = 4 << 20;
    private static final String STS_VERSION = "2011-06-15";

    static Request read(HttpExchange exchange) throws IOException {
        InputStream sent = exchange.getRequestBody();
        byte[] body = sent.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            // Unread bytes would reset the connection, and the client might never see the answer.
            sent.transferTo(OutputStream.nullOutputStream());
            throw new ApiException(413, "RequestEntityTooLarge", "The request is larger than " + LARGEST + " bytes");
        }
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        String form = body.length == 0 ? query : new String(body, StandardCharsets.UTF_8);
        return new Request(
                Parameters.parse(form),
                CredentialScope.parse(exchange.getRequestHeaders().getFirst("Authorization")),
                exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"));
    }

    String action() {
        return parameters.text("Action");
    }

    String region() {
        return scope.map(CredentialScope::region).orElse("");
    }

    Service service() {
        boolean sts = scope.map(CredentialScope::service).filter("sts"::equals).isPresent()
                || parameters.text("Version").equals(STS_VERSION);
        return sts ? Service.STS : Service.EC2;
    }
}
