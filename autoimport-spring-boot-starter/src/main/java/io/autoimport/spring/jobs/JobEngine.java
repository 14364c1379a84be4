package io.autoimport.spring.jobs;

import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;

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
}
