package io.autoimport.spring.jobs;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of the scheduling of recurrent jobs.
 *
 * @param scheduler What schedules the recurrent jobs.
 * @param shutdownTimeout How long the end of the application waits for running jobs; a plain number is seconds.
 */
@ConfigurationProperties("auto-import.jobs")
public record AutoImportJobsProperties(
        @DefaultValue("auto") Scheduler scheduler,

        @DefaultValue("20s") @DurationUnit(ChronoUnit.SECONDS)
        Duration shutdownTimeout) {

    /** What can schedule recurrent jobs. */
    public enum Scheduler {
        /** What the host already runs. */
        AUTO,
        /** Spring's TaskScheduler. */
        SPRING,
        /** Nothing: the host runs the jobs by itself. */
        NONE
    }
}
