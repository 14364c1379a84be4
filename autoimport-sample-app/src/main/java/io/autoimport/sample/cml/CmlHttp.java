package io.autoimport.sample.cml;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends a request and waits for its answer, but not for ever, and not for any amount of it. Thread-safe. */
final class CmlHttp {

    private final HttpClient http;
    private final CmlSettings settings;

    CmlHttp(HttpClient http, CmlSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    /** An answer, whatever its status. */
    record Answer(int status, String body) {}

    /**
     * Sends a request.
     *
     * @param what for the message of the exception
     * @throws CmlException if there is no whole answer within time
     */
    Answer send(String what, HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(
                request, head -> new LimitedBody(settings.maxAnswer().toBytes()));
        try {
            // Not the timeout of HttpRequest: it ends with the head of the answer, and a body could go on for ever.
            HttpResponse<byte[]> response =
                    exchange.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new CmlException(what + ": no answer within " + settings.requestTimeout(), e);
        } catch (ExecutionException e) {
            throw new CmlException(what + ": " + reason(e.getCause() == null ? e : e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CmlException(what + ": interrupted, since the application ends", e);
        } finally {
            exchange.cancel(true);
        }
    }

    private static String reason(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure instanceof IOException && failure.getMessage() != null
                ? name + ", " + failure.getMessage()
                : name;
    }
}
