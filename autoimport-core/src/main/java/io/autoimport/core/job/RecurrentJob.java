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
     * The time from the start of the application to the first run.
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

    /** Does the work once, on the calling thread. */
    void run();
}
