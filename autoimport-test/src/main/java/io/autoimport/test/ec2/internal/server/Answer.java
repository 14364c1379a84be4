package io.autoimport.test.ec2.internal.server;

import com.sun.net.httpserver.HttpExchange;
import io.autoimport.test.ec2.internal.fault.Effect.Damage;
import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The answer to one request, streamed as it is written unless it is to be spoilt. */
final class Answer {

    private static final byte[] NOT_XML = "<</&#0;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LOGIN_PAGE =
            "<html><head><title>Log in</title></head><body><p>Log in to go on.</p></body></html>"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_UNKNOWN = 0;

    private final HttpExchange exchange;
    private final String requestId;

    Answer(HttpExchange exchange, String requestId) {
        this.exchange = exchange;
        this.requestId = requestId;
    }

    private interface Document {
        void write(OutputStream out) throws XMLStreamException;
    }

    void success(Service service, String action, XmlWriter.Content content, Optional<Damage> damage)
            throws IOException {
        send(200, out -> service.writeAnswer(out, action, requestId, content), damage);
    }

    void error(Service service, ApiException error, Optional<Damage> damage) throws IOException {
        send(error.status(), out -> service.writeError(out, error, requestId), damage);
    }

    private void send(int status, Document document, Optional<Damage> damage) throws IOException {
        if (damage.equals(Optional.of(Damage.HTML))) {
            sendLoginPage();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=UTF-8");
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        exchange.sendResponseHeaders(status, LENGTH_UNKNOWN);
        // Not closed when writing fails: closing would end the answer as if it were whole.
        OutputStream body = exchange.getResponseBody();
        try {
            if (damage.isPresent()) {
                spoil(damage.get(), document, body);
            } else {
                document.write(body);
            }
        } catch (XMLStreamException e) {
            throw new IOException("The client went away while the answer was sent", e);
        }
        body.close();
    }

    private void sendLoginPage() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, LOGIN_PAGE.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(LOGIN_PAGE);
        }
    }

    private static void spoil(Damage damage, Document document, OutputStream body)
            throws IOException, XMLStreamException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        document.write(whole);
        byte[] bytes = whole.toByteArray();
        int half = bytes.length / 2;
        body.write(bytes, 0, half);
        switch (damage) {
            case CUT -> {
                body.flush();
                throw new IOException("The connection is cut in the middle of the answer, as the test asked for");
            }
            case MALFORMED -> {
                body.write(NOT_XML);
                body.write(bytes, half, bytes.length - half);
            }
            case TRUNCATED, HTML -> {}
        }
    }
}
