package io.autoimport.spring.jobs;

import java.util.Optional;

/**
 * Keeps a job from running on two nodes at the same time, where the scheduler does not. Implementations must be
 * thread-safe.
 */
public interface JobLock {

    /**
     * Takes the lock if nobody holds it. It is kept alive while it is held; that of a node that has died falls to others
     * within the lease.
     *
     * @param jobName identifies the job
     * @return the lock, to be released after the run, or empty if another node holds it
     */
    Optional<Held> tryLock(String jobName);

    /** A lock that this node holds. */
    @FunctionalInterface
    interface Held {

        /** Gives the lock back. Never throws: what goes wrong is logged, and the lock ends with its lease. */
        void release();
    }
}
