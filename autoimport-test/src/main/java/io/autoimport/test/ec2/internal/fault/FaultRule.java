package io.autoimport.test.ec2.internal.fault;

import io.autoimport.test.ec2.model.RecordedRequest;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** An effect, and the requests that it is meant for. Thread-safe. */
public final class FaultRule {

    private final Effect effect;
    private final CountDownLatch removed = new CountDownLatch(1);
    private @Nullable String action;
    private @Nullable String region;
    private @Nullable String accountId;
    private long skipped;
    private long remaining = Long.MAX_VALUE;
    private long hits;

    /** A rule for every request, until it is removed. */
    public FaultRule(Effect effect) {
        this.effect = effect;
    }

    /** The effect. */
    public Effect effect() {
        return effect;
    }

    /** Restricts it to an action. */
    public synchronized void restrictToAction(String name) {
        this.action = name;
    }

    /** Restricts it to a region. */
    public synchronized void restrictToRegion(String name) {
        this.region = name;
    }

    /** Restricts it to an account. */
    public synchronized void restrictToAccount(String id) {
        this.accountId = id;
    }

    /** Lets so many matching requests pass before the first hit. */
    public synchronized void skip(long requests) {
        this.skipped = requests;
    }

    /** Ends it after so many hits more. */
    public synchronized void limit(long times) {
        this.remaining = times;
    }

    /** How many requests it has hit. */
    public synchronized long hits() {
        return hits;
    }

    /** Ends it, and lets go of the requests that wait for it. */
    public void remove() {
        removed.countDown();
    }

    /** Whether it was removed. */
    public boolean isRemoved() {
        return removed.getCount() == 0;
    }

    /** Waits until it is removed. */
    public void awaitRemoval() throws InterruptedException {
        removed.await();
    }

    /** Hits the request if it is meant for it. */
    synchronized boolean hit(RecordedRequest request) {
        if (isRemoved() || remaining == 0 || !matches(request)) {
            return false;
        }
        if (skipped > 0) {
            skipped--;
            return false;
        }
        remaining--;
        hits++;
        return true;
    }

    private boolean matches(RecordedRequest request) {
        return (action == null || action.equals(request.action()))
                && (region == null || region.equals(request.region()))
                && (accountId == null || accountId.equals(request.accountId()));
    }
}
