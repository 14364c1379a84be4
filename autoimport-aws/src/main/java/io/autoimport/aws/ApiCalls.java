package io.autoimport.aws;

import java.util.concurrent.atomic.AtomicLong;

/** How many requests were sent, and how many of these AWS refused for too many requests. Thread-safe. */
final class ApiCalls {

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong throttles = new AtomicLong();

    void requestSent() {
        requests.incrementAndGet();
    }

    void throttled() {
        throttles.incrementAndGet();
    }

    long requests() {
        return requests.get();
    }

    long throttles() {
        return throttles.get();
    }

    /** Adds those of another one, which begins at zero again. */
    void take(ApiCalls other) {
        requests.addAndGet(other.requests.getAndSet(0));
        throttles.addAndGet(other.throttles.getAndSet(0));
    }
}
