package io.autoimport.spring.cloudevents;

import io.autoimport.spring.outbox.ClaimedEvent;
import io.autoimport.spring.outbox.FailedDelivery;
import io.autoimport.spring.outbox.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Delivers what is due, once: one event of each subject at most, several at the same time. Not thread-safe. */
final class DeliveryRound {

    /** How many events are sent at the same time. */
    static final int MAX_EVENTS = 16;

    private final Outbox outbox;
    private final Sink sink;
    private final Backoff backoff;
    private final Duration lease;
    private final RandomGenerator random;

    /**
     * What came of it.
     *
     * @param claimed how many events were due
     * @param delivered those that the sink took
     * @param failed those that it did not take
     * @param asked how long the sink asked to wait at most; zero if it did not
     */
    record Outcome(int claimed, List<ClaimedEvent> delivered, List<FailedDelivery> failed, Duration asked) {

        private static final Outcome NOTHING = new Outcome(0, List.of(), List.of(), Duration.ZERO);

        /** Whether there may be more that is due right now. */
        boolean goesOn() {
            return !delivered.isEmpty();
        }

        /** Whether nothing that was tried was taken: then it is the sink rather than a single event. */
        boolean allFailed() {
            return delivered.isEmpty() && !failed.isEmpty();
        }
    }

    /**
     * Delivers.
     *
     * @param lease how long the events of a round are claimed: longer than the sink may take for them
     */
    DeliveryRound(Outbox outbox, Sink sink, Backoff backoff, Duration lease, RandomGenerator random) {
        this.outbox = outbox;
        this.sink = sink;
        this.backoff = backoff;
        this.lease = lease;
        this.random = random;
    }

    Outcome deliver() {
        long start = System.nanoTime();
        List<ClaimedEvent> claimed = outbox.claim(MAX_EVENTS, lease);
        if (claimed.isEmpty()) {
            return Outcome.NOTHING;
        }
        if (System.nanoTime() - start > lease.toNanos() / 4) {
            // So long a pause may have cost the claims before the sink has answered.
            outbox.release(claimed);
            return Outcome.NOTHING;
        }
        List<SinkAnswer> answers =
                sink.send(claimed.stream().map(ClaimedEvent::event).toList());
        List<ClaimedEvent> delivered = new ArrayList<>();
        List<ClaimedEvent> cancelled = new ArrayList<>();
        List<FailedDelivery> failed = new ArrayList<>();
        Duration asked = Duration.ZERO;
        for (int i = 0; i < claimed.size(); i++) {
            ClaimedEvent event = claimed.get(i);
            SinkAnswer answer = answers.get(i);
            switch (answer.outcome()) {
                case DELIVERED -> delivered.add(event);
                case CANCELLED -> cancelled.add(event);
                case FAILED -> {
                    failed.add(failure(event, answer));
                    asked = longer(asked, answer.retryAfter());
                }
            }
        }
        outbox.remove(delivered);
        outbox.postpone(failed);
        outbox.release(cancelled);
        return new Outcome(claimed.size(), delivered, failed, asked);
    }

    private FailedDelivery failure(ClaimedEvent event, SinkAnswer answer) {
        Duration wait = backoff.after(event.failures() + 1, random);
        return new FailedDelivery(event, String.valueOf(answer.reason()), longer(wait, answer.retryAfter()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
