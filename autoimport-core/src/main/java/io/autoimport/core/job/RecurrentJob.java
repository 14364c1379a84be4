package io.autoimport.core.job;

import java.time.Duration;

/**
 * Work to be done again and again. Whatever schedules jobs registers every one that it is given, and keeps what one of
 * them throws from the others. One job never overlaps with itself.
 */
public interface RecurrentJob {

    /**
     * Identifies the job, in logs and in the stores of schedulers.
     *
     * @return for example {@code auto-import-workers}; unique, and stable over restarts
     */
    String name();

    /**
     * The time from one run's start to the next.
     *
     * @return more than zero
     */
    Duration interval();

    /**
     * The time from the start of the application to the first run, if none is on record.
     *
     * @return zero or more; the interval unless said otherwise
     */
    default Duration initialDelay() {
        return interval();
    }

    /**
     * Whether the job is to be scheduled at all.
     *
     * @return true unless said otherwise
     */
    default boolean isEnabled() {
        return true;
    }

    /**
     * Does the work once, on the calling thread. When the application ends, that thread is interrupted: a job that is
     * not done by then is run again, by the next process or by another node, even if it still comes to its end.
     */
    void run();

    /**
     * Told that nobody knows whether the job is due, because the store that keeps its due time can't be reached. Called
     * once when that begins, and once an interval while it lasts. Does nothing unless said otherwise.
     *
     * @param cause what the store answered
     */
    default void couldNotRun(Throwable cause) {}
}
