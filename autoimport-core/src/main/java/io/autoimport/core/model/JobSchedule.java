package io.autoimport.core.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a recurrent job is due next, and how that came about. All times are of one clock, that of the store that keeps
 * the schedule, and are kept to the millisecond.
 *
 * @param dueTime when it is to run
 * @param interval the time from one run's start to the next, as it was when the due time was worked out; more than zero
 * @param lastStart when its last run began; null before the first one
 */
public record JobSchedule(
        Instant dueTime, Duration interval, @Nullable Instant lastStart) {

    /** Checks, and cuts off what is less than a millisecond. */
    public JobSchedule {
        dueTime = dueTime.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(interval, "interval");
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("The interval " + interval + " is not more than zero");
        }
        lastStart = lastStart == null ? null : lastStart.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The schedule of a job that has never run.
     *
     * @param now the time
     * @param initialDelay how long to wait for the first run; zero or more
     * @param interval the time from one run's start to the next
     * @return due after the delay
     */
    public static JobSchedule first(Instant now, Duration initialDelay, Duration interval) {
        return new JobSchedule(now.plus(initialDelay), interval, null);
    }

    /**
     * Whether the job is to run.
     *
     * @param now the time
     * @return true from the due time on
     */
    public boolean isDue(Instant now) {
        return !now.isBefore(dueTime);
    }

    /**
     * How long it is until the job is due.
     *
     * @param now the time
     * @return zero if it is due
     */
    public Duration timeUntilDue(Instant now) {
        return isDue(now) ? Duration.ZERO : Duration.between(now, dueTime);
    }

    /**
     * The schedule after a run. Runs keep the rhythm of their due times. One that began late by more than half an
     * interval, because nobody was there to begin it, starts a new rhythm, so that the next one does not follow on its
     * heels. What was missed meanwhile, and what a long run left no time for, is not made up.
     *
     * @param start when the run began
     * @param end when it ended
     * @return due after the end of the run
     */
    public JobSchedule afterRun(Instant start, Instant end) {
        boolean tooLate = start.isAfter(dueTime.plus(interval.dividedBy(2)));
        Instant next = (tooLate ? start : dueTime).plus(interval);
        if (!next.isAfter(end)) {
            long missed = Duration.between(next, end).dividedBy(interval) + 1;
            next = next.plus(interval.multipliedBy(missed));
        }
        return new JobSchedule(next, interval, start);
    }

    /**
     * The schedule after a start, which may have changed the configuration.
     *
     * @param now the time
     * @param initialDelay how long to wait for the first run; zero or more
     * @param newInterval the time from one run's start to the next
     * @return before the first run, due after the delay at the latest; with another interval, due a new interval after the
     *     last beat, which may be in the past
     */
    public JobSchedule withInterval(Instant now, Duration initialDelay, Duration newInterval) {
        Instant due = lastStart == null
                ? earlier(dueTime, now.plus(initialDelay))
                : dueTime.minus(interval).plus(newInterval);
        return new JobSchedule(due, newInterval, lastStart);
    }

    /**
     * The schedule after a correction of the clock. If it went ahead when the due time was worked out, and has been put right,
     * that is further away than it can be.
     *
     * @param now the time
     * @param initialDelay how long to wait for the first run; zero or more
     * @return due after an interval if it was too far away; otherwise the same
     */
    public JobSchedule withinReach(Instant now, Duration initialDelay) {
        Duration longest = initialDelay.compareTo(interval) > 0 ? initialDelay : interval;
        boolean within = timeUntilDue(now).compareTo(longest.plus(interval)) <= 0;
        return within ? this : new JobSchedule(now.plus(interval), interval, lastStart);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
