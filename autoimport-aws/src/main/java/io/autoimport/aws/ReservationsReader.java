package io.autoimport.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;

/**
 * Reads the answers to DescribeInstances in place of the SDK, which makes a tree of each answer and then objects of it: of
 * the 150 elements of an instance an import needs ten. The SDK gets what is left: the page token and the request id.
 */
final class ReservationsReader implements ExecutionInterceptor {

    /** Set on a request whose answer is to be read here. */
    static final ExecutionAttribute<Result> RESULT = new ExecutionAttribute<>("AutoImportReservations");

    /** Takes what was read of an answer. Not thread-safe. */
    static final class Result {

        private @Nullable List<ReportedReservation> reservations;

        /** What the last answer lists that was read to its end; null if none was. */
        @Nullable
        List<ReportedReservation> reservations() {
            return reservations;
        }
    }

    /** Keeps of the answer to a request what is read of it here; null if it isn't read here. */
    static @Nullable XmlSieve sieveFor(ExecutionAttributes attributes) {
        return attributes.getAttribute(RESULT) == null ? null : new XmlSieve(ReservationsXml.ELEMENTS);
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        @Nullable Result result = attributes.getAttribute(RESULT);
        return result == null || !context.httpResponse().isSuccessful()
                ? context.responseBody()
                : context.responseBody().map(body -> new Rest(body, result));
    }

    /** What is left of an answer. It is read when the SDK begins to: what an interceptor itself throws, the SDK wraps. */
    private static final class Rest extends FilterInputStream implements Abortable {

        private final Result result;
        private @Nullable InputStream rest;

        Rest(InputStream answer, Result result) {
            super(answer);
            this.result = result;
        }

        @Override
        public int read() throws IOException {
            return rest().read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return rest().read(bytes, from, length);
        }

        @Override
        public long skip(long count) throws IOException {
            return rest().skip(count);
        }

        @Override
        public int available() {
            return rest == null ? 0 : 1;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void abort() {
            if (in instanceof Abortable connection) {
                connection.abort();
            }
        }

        private InputStream rest() {
            @Nullable InputStream read = rest;
            if (read == null) {
                result.reservations = null;
                ReservationsXml.Answer answer = answer();
                result.reservations = answer.reservations();
                read = new ByteArrayInputStream(answer.rest().getBytes(UTF_8));
                rest = read;
            }
            return read;
        }

        private ReservationsXml.Answer answer() {
            try {
                return ReservationsXml.read(in);
            } catch (XMLStreamException e) {
                throw SdkClientException.create("Could not parse XML response.", e);
            }
        }
    }
}
