package io.autoimport.spring.jobrunr;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobRegistration;
import io.autoimport.spring.jobs.RecurrentJobs;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.StorageProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Recurrent jobs on JobRunr: recurring jobs in its storage, which the background job servers that share it run between
 * them.
 */
final class JobRunrJobEngine implements JobEngine, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobRunrJobEngine.class);

    private final RecurrentJobs jobs;
    private final JobRunrRows rows;
    private final boolean runsHere;
    private @Nullable JobRegistration registration;

    JobRunrJobEngine(
            RecurrentJobs jobs, JobRunrRows rows, StorageProvider storage, @Nullable BackgroundJobServer server) {
        this.jobs = jobs;
        this.rows = rows;
        this.runsHere = server != null;
        jobs.enabled().forEach(job -> check(job, storage, server));
    }

    private static void check(RecurrentJob job, StorageProvider storage, @Nullable BackgroundJobServer server) {
        try {
            storage.validateRecurringJobInterval(job.interval());
            Object ignored =
                    JobRunrJobs.recurring(job, JobSchedule.first(Instant.now(), Duration.ZERO, job.interval()), null);
        } catch (IllegalArgumentException e) {
            throw refused(job, String.valueOf(e.getMessage()));
        }
        if (server != null && job.interval().compareTo(server.getConfiguration().getPollInterval()) < 0) {
            throw refused(
                    job,
                    "JobRunr would run it several times at once every "
                            + server.getConfiguration().getPollInterval() + ", which is its poll interval");
        }
    }

    private static InvalidAutoImportPropertyException refused(RecurrentJob job, String reason) {
        return new InvalidAutoImportPropertyException(
                AutoImportJobsProperties.PREFIX + ".scheduler",
                Scheduler.JOBRUNR.code(),
                "JobRunr can't run the job '" + job.name() + "' every " + job.interval() + ": " + reason,
                "Give the job a longer interval or another name, or set the property to spring.");
    }

    @Override
    public Scheduler scheduler() {
        return Scheduler.JOBRUNR;
    }

    @Override
    public String reason() {
        return "the application has a BackgroundJobServer bean of JobRunr";
    }

    @Override
    public Optional<Instant> nextRun(String jobName) {
        return rows.nextRun(jobName);
    }

    @Override
    public boolean isRunning(String jobName) {
        return rows.isRunning(jobName);
    }

    @Override
    public void start() {
        if (!runsHere && !jobs.enabled().isEmpty()) {
            log.warn("⚠️ The recurrent jobs are registered in JobRunr, but this application does not run them: they run"
                    + " where jobrunr.background-job-server.enabled=true");
        }
        JobRegistration started = new JobRegistration(jobs, "JobRunr's storage", () -> rows.register(jobs));
        synchronized (this) {
            registration = started;
        }
        started.start();
    }

    @Override
    public synchronized void stop() {
        if (registration != null) {
            registration.end();
            registration = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return registration != null;
    }
}
