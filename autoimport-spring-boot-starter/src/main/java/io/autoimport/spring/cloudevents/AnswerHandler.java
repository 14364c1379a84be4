package io.autoimport.spring.cloudevents;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the head of an answer as soon as it is there, and throws the body away: as much of it as is worth the connection,
 * which can then be used again. Thread-safe.
 */
final class AnswerHandler implements BodyHandler<AnswerHandler> {

    private static final long MAX_BODY_BYTES = 65_536;

    private volatile @Nullable ResponseInfo head;

    /** The head, or null if there is none yet. */
    @Nullable
    ResponseInfo head() {
        return head;
    }

    @Override
    public BodySubscriber<AnswerHandler> apply(ResponseInfo info) {
        head = info;
        return new Discarding();
    }

    private final class Discarding implements BodySubscriber<AnswerHandler> {

        private final CompletableFuture<AnswerHandler> end = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;
        private long bytes;

        @Override
        public CompletionStage<AnswerHandler> getBody() {
            return end;
        }

        @Override
        public void onSubscribe(Flow.Subscription body) {
            subscription = body;
            body.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            part.forEach(buffer -> bytes += buffer.remaining());
            if (bytes > MAX_BODY_BYTES && subscription != null) {
                subscription.cancel();
                onComplete();
            }
        }

        // The head has told all there is to know.
        @Override
        public void onError(Throwable failure) {
            onComplete();
        }

        @Override
        public void onComplete() {
            end.complete(AnswerHandler.this);
        }
    }
}
