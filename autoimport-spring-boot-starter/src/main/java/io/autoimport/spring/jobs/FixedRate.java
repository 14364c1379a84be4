package io.autoimport.spring.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;

/**
 * From start to start, and without catching up: if the scheduler was late by more than an interval, the moments that
 * were missed come to one run. (Spring's own fixed rate would fire once for each of them.)
 */
final class FixedRate implements Trigger {

    private final Instant first;
    private final Duration interval;

    FixedRate(Instant first, Duration interval) {
        this.first = first;
        this.interval = interval;
    }

    @Override
    public Instant nextExecution(TriggerContext context) {
        @Nullable Instant last = context.lastScheduledExecution();
        if (last == null) {
            return first;
        }
        Instant next = last.plus(interval);
        Instant now = context.getClock().instant();
        return next.isBefore(now) ? now : next;
    }
}
