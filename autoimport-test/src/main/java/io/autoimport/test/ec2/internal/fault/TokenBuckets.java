package io.autoimport.test.ec2.internal.fault;

import io.autoimport.test.ec2.model.RecordedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A token bucket for each account, region and API, as EC2 throttles. Thread-safe. */
public final class TokenBuckets {

    private static final double NANOS = 1e9;

    private final int capacity;
    private final double refillPerSecond;
    private final Clock clock;
    private final Map<Key, Bucket> buckets = new HashMap<>();

    private record Key(String accountId, String region, String action) {}

    private record Bucket(double tokens, Instant at) {}

    /** Full buckets. */
    public TokenBuckets(int capacity, double refillPerSecond, Clock clock) {
        if (capacity < 0 || !(refillPerSecond >= 0)) {
            throw new IllegalArgumentException("A bucket needs a capacity and a refill of zero or more, not " + capacity
                    + " and " + refillPerSecond + " per second");
        }
        this.capacity = capacity;
        this.refillPerSecond = refillPerSecond;
        this.clock = clock;
    }

    /** Takes a token for the request; answers whether there was one. */
    public synchronized boolean tryTake(RecordedRequest request) {
        Instant now = clock.instant();
        Key key = new Key(request.accountId(), request.region(), request.action());
        Bucket bucket = buckets.getOrDefault(key, new Bucket(capacity, now));
        double elapsed = Math.max(0, Duration.between(bucket.at(), now).toNanos() / NANOS);
        double tokens = Math.min(capacity, bucket.tokens() + elapsed * refillPerSecond);
        boolean taken = tokens >= 1;
        buckets.put(key, new Bucket(taken ? tokens - 1 : tokens, now));
        return taken;
    }
}
