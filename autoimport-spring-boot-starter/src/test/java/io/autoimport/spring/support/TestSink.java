package io.autoimport.spring.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Receives events on a port of its own, and reads them with the CloudEvents SDK, which refuses what is none. How it answers
 * is up to the test: it takes them all at first. Thread-safe.
 */
public final class TestSink implements AutoCloseable {

    /** A request as it came. */
    public record Request(CloudEvent event, String method, URI uri, Map<String, List<String>> headers, String body) {}

    /** What comes of a request: an answer, or a connection that is cut instead. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public static final Answer TAKEN = of(204);

        /** Nobody answers. */
        public static final Answer CUT = of(0);

        /** The event is taken, and yet nobody answers. */
        public static final Answer TAKEN_AND_CUT = of(1);

        public static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }

        public Answer with(String header, String value) {
            return new Answer(status, Map.of(header, value), body);
        }

        public Answer with(String longBody) {
            return new Answer(status, headers, longBody);
        }

        public boolean takes() {
            return status == 1 || status / 100 == 2;
        }
    }

    /** Decides on an answer; may take its time. */
    @FunctionalInterface
    public interface Behaviour {
        Answer answer(CloudEvent event) throws InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<CloudEvent> taken = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = event -> Answer.TAKEN;

    public TestSink() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        CloudEvent event = HttpMessageFactory.createReaderFromMultimap(exchange.getRequestHeaders(), body)
                .toEvent();
        requests.add(new Request(
                event,
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(body, StandardCharsets.UTF_8)));
        try (exchange) {
            Answer answer = behaviour.answer(event);
            if (answer.takes()) {
                taken.add(event);
            }
            if (answer.status() >= 100) {
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
                exchange.getResponseBody().write(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void answers(Behaviour next) {
        behaviour = next;
    }

    public void answers(Answer next) {
        behaviour = event -> next;
    }

    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return "http://" + authority() + "/in";
    }

    /** Each attempt. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What was taken, in this order; what was taken twice is there twice. */
    public List<CloudEvent> taken() {
        return List.copyOf(taken);
    }

    public List<String> takenIds() {
        return taken.stream().map(CloudEvent::getId).toList();
    }

    /** The instances of whose import it knows, as often as it was told with another id. */
    public List<String> imported() {
        return taken.stream()
                .filter(event -> event.getType().endsWith(".worker.imported.v1"))
                .collect(Collectors.toMap(
                        CloudEvent::getId, event -> String.valueOf(event.getSubject()), (one, same) -> one))
                .values()
                .stream()
                .sorted()
                .toList();
    }

    /** Forgets what it has taken. */
    public void forget() {
        requests.clear();
        taken.clear();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
