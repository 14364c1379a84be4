package io.autoimport.spring.jobs;

import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import java.time.Instant;
import java.util.Optional;

/** What schedules the recurrent jobs of this application. There is one at most. */
public interface JobEngine {

    /**
     * Which one it is.
     *
     * @return neither {@link Scheduler#AUTO} nor {@link Scheduler#NONE}
     */
    Scheduler scheduler();

    /**
     * Why it was taken when the choice was left to the library.
     *
     * @return for example "the application has a Scheduler bean of db-scheduler"
     */
    String reason();

    /**
     * When a job is due next, by what is on record.
     *
     * @param jobName identifies the job
     * @return in the past while a node runs it that is late, or was late; empty if nothing is on record
     */
    Optional<Instant> nextRun(String jobName);

    /**
     * Whether the scheduler knows of a run in progress, on whatever node. That of a node that died may count for as long as
     * the scheduler has not noticed.
     *
     * @param jobName identifies the job
     * @return false if there is none, or if only the lock could tell
     */
    boolean isRunning(String jobName);
}
