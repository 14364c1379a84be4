package io.autoimport.spring.cloudevents;

import io.autoimport.spring.outbox.OutboxEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events over HTTP in the binary mode of CloudEvents: attributes as headers, data as body. Redirects are not
 * followed: what they lead to was not configured. Thread-safe.
 */
final class HttpSink implements Sink {

    private static final Logger log = LoggerFactory.getLogger(HttpSink.class);

    private final SinkSettings settings;
    private final List<SinkRequestCustomizer> customizers;
    private final Clock clock;
    private final HttpClient client;
    private final List<Exchange> underway = new ArrayList<>();
    private boolean cancelled;

    /** A request, and what is known of its answer. */
    private record Exchange(AnswerHandler handler, CompletableFuture<? extends HttpResponse<?>> response) {}

    /** What comes of a request, once it is waited for, until a deadline of {@link System#nanoTime()}. */
    @FunctionalInterface
    private interface Pending {
        SinkAnswer await(long deadline);
    }

    HttpSink(SinkSettings settings, List<SinkRequestCustomizer> customizers, Clock clock) {
        this.settings = settings;
        this.customizers = List.copyOf(customizers);
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    @Override
    public String description() {
        return settings.origin();
    }

    @Override
    public List<SinkAnswer> send(List<OutboxEvent> events) {
        long deadline = System.nanoTime() + settings.requestTimeout().toNanos();
        List<Pending> pending =
                events.stream().map(event -> start(event, deadline)).toList();
        List<SinkAnswer> answers =
                pending.stream().map(answer -> answer.await(deadline)).toList();
        synchronized (underway) {
            underway.clear();
        }
        return answers;
    }

    private Pending start(OutboxEvent event, long deadline) {
        HttpRequest request;
        try {
            request = request(event);
        } catch (Exception e) { // checked ones too: code in Kotlin throws them unannounced
            log.debug("No request could be made for event {}", event.id(), e);
            // The message is the host's, and may tell the secret that is about to be sent.
            return until -> SinkAnswer.failed(
                    "no request could be made: " + e.getClass().getName());
        }
        if (System.nanoTime() - deadline >= 0) {
            // By now the event may be another node's.
            return until -> SinkAnswer.failed("no request could be made within " + settings.requestTimeout());
        }
        synchronized (underway) {
            if (cancelled) {
                return until -> SinkAnswer.CANCELLED;
            }
            AnswerHandler handler = new AnswerHandler();
            Exchange exchange = new Exchange(handler, client.sendAsync(request, handler));
            underway.add(exchange);
            return until -> await(exchange, until);
        }
    }

    private HttpRequest request(OutboxEvent event) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        if (settings.authorization() != null) {
            request.setHeader("Authorization", settings.authorization());
        }
        customizers.forEach(customizer -> customizer.customize(request));
        URI uri = settings.uri();
        return request.uri(uri)
                .timeout(settings.requestTimeout())
                .setHeader("Content-Type", CloudEventFactory.CONTENT_TYPE)
                .setHeader("ce-specversion", "1.0")
                .setHeader("ce-id", HeaderValue.encode(event.id()))
                .setHeader("ce-type", HeaderValue.encode(event.type()))
                .setHeader("ce-source", HeaderValue.encode(event.source()))
                .setHeader("ce-subject", HeaderValue.encode(event.subject()))
                .setHeader("ce-time", HeaderValue.encode(event.time().toString()))
                .setHeader("ce-dataschema", HeaderValue.encode(event.dataSchema()))
                .POST(BodyPublishers.ofString(event.data()))
                .build();
    }

    private SinkAnswer await(Exchange exchange, long deadline) {
        try {
            exchange.response().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return answer(exchange, "the answer had no head");
        } catch (CancellationException e) {
            return answered(exchange, SinkAnswer.CANCELLED);
        } catch (TimeoutException e) {
            exchange.response().cancel(true);
            return answer(exchange, noAnswer());
        } catch (ExecutionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            if (reason instanceof HttpTimeoutException && !(reason instanceof HttpConnectTimeoutException)) {
                return answer(exchange, noAnswer()); // the client noticed first
            }
            // A request that is given up may break before it counts as given up.
            return isCancelled()
                    ? answered(exchange, SinkAnswer.CANCELLED)
                    : answer(exchange, withoutSecrets(reason.toString()));
        } catch (InterruptedException e) {
            exchange.response().cancel(true);
            Thread.currentThread().interrupt();
            return answered(exchange, SinkAnswer.CANCELLED);
        }
    }

    private String noAnswer() {
        return "no answer within " + settings.requestTimeout();
    }

    private SinkAnswer answer(Exchange exchange, String otherwise) {
        return answered(exchange, SinkAnswer.failed(otherwise));
    }

    // Once there is a head it counts, even if the body never ends.
    private SinkAnswer answered(Exchange exchange, SinkAnswer otherwise) {
        @Nullable ResponseInfo head = exchange.handler().head();
        if (head == null) {
            return otherwise;
        }
        return head.statusCode() / 100 == 2
                ? SinkAnswer.DELIVERED
                : SinkAnswer.failed("HTTP status " + head.statusCode(), retryAfter(head.headers()));
    }

    private Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .map(value -> RetryAfter.parse(value, clock))
                .orElse(Duration.ZERO);
    }

    private String withoutSecrets(String text) {
        @Nullable String query = settings.uri().getRawQuery();
        return query == null || query.isEmpty() ? text : text.replace(query, "***");
    }

    private boolean isCancelled() {
        synchronized (underway) {
            return cancelled;
        }
    }

    @Override
    public void cancel() {
        synchronized (underway) {
            cancelled = true;
            underway.forEach(exchange -> exchange.response().cancel(true));
        }
    }
}
