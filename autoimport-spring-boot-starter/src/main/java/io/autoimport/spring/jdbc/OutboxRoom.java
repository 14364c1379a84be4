package io.autoimport.spring.jdbc;

import io.autoimport.spring.outbox.OutboxFullException;
import java.time.Duration;
import java.util.function.IntToLongFunction;

/**
 * How much room the outbox has left, without counting its rows for every page: what was added by this node since the last
 * count is known, and what was delivered or rolled back meanwhile only makes more room. So the rows are counted when there
 * seems to be none left; and from time to time, because of what other nodes add. Thread-safe.
 */
final class OutboxRoom {

    private static final long COUNT_HOLDS_NANOS = Duration.ofSeconds(10).toNanos();

    private final int maxSize;
    private final String property;
    private boolean counted;
    private long countedAt;
    private long waiting;

    OutboxRoom(int maxSize, String property) {
        this.maxSize = maxSize;
        this.property = property;
    }

    /**
     * Takes room for events that are about to be added.
     *
     * @param count counts the rows, up to a limit
     * @throws OutboxFullException if there is not enough
     */
    synchronized void reserve(int events, IntToLongFunction count) {
        long now = System.nanoTime();
        if (!counted || now - countedAt > COUNT_HOLDS_NANOS || waiting + events > maxSize) {
            waiting = count.applyAsLong(maxSize);
            countedAt = now;
            counted = true;
        }
        if (waiting + events > maxSize) {
            throw new OutboxFullException(waiting, events, maxSize, property);
        }
        waiting += events;
    }
}
