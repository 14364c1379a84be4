package io.autoimport.spring.cloudevents;

import io.autoimport.spring.outbox.FailedDelivery;
import io.autoimport.spring.outbox.Outbox;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one round after the other until it is ended. Between rounds in which nothing could be delivered it waits: for
 * an event that failed to be due again, for a new one, or for the time to look what another node has left behind. A sink
 * that took nothing at all is given a pause that new events don't end.
 */
final class Courier implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Sink sink;
    private final Pace pace;
    private final RandomGenerator random;
    private final DeliveryRound round;
    private final DeliveryLog reports;
    private final long start = System.nanoTime();
    private int failedRounds;
    private Duration nextRetry = Duration.ZERO;
    private boolean woken;
    private boolean ended;

    /** How long to wait for the next round, and whether a new event ends the wait. */
    private record Wait(Duration duration, boolean endsWhenWoken) {}

    Courier(Outbox outbox, Sink sink, Pace pace, RandomGenerator random) {
        this.sink = sink;
        this.pace = pace;
        this.random = random;
        this.round = new DeliveryRound(outbox, sink, pace.backoff(), pace.lease(), random);
        this.reports = new DeliveryLog(sink.description());
    }

    @Override
    public void run() {
        while (!hasEnded()) {
            try {
                pause(deliver());
            } catch (InterruptedException e) {
                return; // not by us: that can break a connection in mid-call
            }
        }
    }

    private Wait deliver() {
        try {
            DeliveryRound.Outcome outcome = round.deliver();
            reports.completed(outcome);
            return after(outcome);
        } catch (RuntimeException e) {
            reports.storeFailed(e);
            return new Wait(pace.pollInterval(), false);
        } catch (Error e) {
            log.error("The delivery of events failed unexpectedly; it goes on after {}", pace.pollInterval(), e);
            return new Wait(pace.pollInterval(), false);
        }
    }

    private Wait after(DeliveryRound.Outcome outcome) {
        outcome.failed().stream()
                .map(FailedDelivery::retryAfter)
                .min(Duration::compareTo)
                .ifPresent(this::retryAfter);
        if (outcome.allFailed()) {
            failedRounds++;
            Duration usual = shorter(pace.pollInterval(), pace.backoff().after(failedRounds, random));
            Duration asked = shorter(pace.backoff().longest(), outcome.asked());
            return new Wait(usual.compareTo(asked) < 0 ? asked : usual, false);
        }
        failedRounds = 0;
        return outcome.goesOn()
                ? new Wait(Duration.ZERO, true)
                : new Wait(shorter(pace.pollInterval(), untilNextRetry()), true);
    }

    private void retryAfter(Duration wait) {
        Duration at = now().plus(wait);
        nextRetry = nextRetry.compareTo(now()) > 0 ? shorter(nextRetry, at) : at;
    }

    // Others than the next one are found by the look from time to time.
    private Duration untilNextRetry() {
        Duration left = nextRetry.minus(now());
        return left.isNegative() || left.isZero() ? pace.pollInterval() : left;
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized void pause(Wait wait) throws InterruptedException {
        Duration end = now().plus(wait.duration());
        while (!ended && !(woken && wait.endsWhenWoken())) {
            long left = end.minus(now()).toMillis();
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        woken = false;
    }

    /** There is something new. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Begins nothing more, and gives up what is being sent. */
    void end() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        sink.cancel();
    }
}
