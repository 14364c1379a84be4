package io.autoimport.spring.dbscheduler;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobRegistration;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Recurrent jobs on db-scheduler: their due times are rows of its table, its threads run them, and its nodes share them.
 * Registers them as soon as both the application and db-scheduler have started, whichever is first.
 */
final class DbSchedulerJobEngine implements JobEngine, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DbSchedulerJobEngine.class);

    private final JobTask task;
    private final ObjectProvider<com.github.kagkarlsson.scheduler.Scheduler> schedulers;
    private final RecurrentJobs jobs;
    private final JobRunner runner;
    private @Nullable JobRegistration registration;

    DbSchedulerJobEngine(
            JobTask task,
            ObjectProvider<com.github.kagkarlsson.scheduler.Scheduler> schedulers,
            RecurrentJobs jobs,
            JobRunner runner) {
        this.task = task;
        this.schedulers = schedulers;
        this.jobs = jobs;
        this.runner = runner;
    }

    @Override
    public Scheduler scheduler() {
        return Scheduler.DB_SCHEDULER;
    }

    @Override
    public String reason() {
        return "the application has a Scheduler bean of db-scheduler";
    }

    @Override
    public Optional<Instant> nextRun(String jobName) {
        return row(jobName).map(ScheduledExecution::getExecutionTime);
    }

    @Override
    public boolean isRunning(String jobName) {
        return row(jobName).filter(ScheduledExecution::isPicked).isPresent();
    }

    private Optional<ScheduledExecution<String>> row(String jobName) {
        @Nullable JobRows rows = task.rows().getNow(null);
        return rows == null ? Optional.empty() : rows.find(jobName);
    }

    @Override
    public void start() {
        task.open(jobs, runner);
        warnIfTheTaskIsUnknown();
        synchronized (this) {
            registration = new JobRegistration(
                    jobs, "db-scheduler's table", () -> task.rows().join().register(jobs));
        }
        CompletableFuture<Void> ignored = task.rows().thenRun(this::register);
    }

    // Not under the lock of this object: the end of the application must not wait for a database that is away.
    private void register() {
        @Nullable JobRegistration current;
        synchronized (this) {
            current = registration;
        }
        if (current != null) {
            current.start();
        }
    }

    private void warnIfTheTaskIsUnknown() {
        boolean startedWithoutUs = !task.rows().isDone()
                && schedulers.stream()
                        .anyMatch(scheduler -> scheduler.getSchedulerState().isStarted());
        if (startedWithoutUs && !jobs.enabled().isEmpty()) {
            log.warn(
                    "⚠️ The recurrent jobs can't run: the Scheduler bean of db-scheduler was built without the task {}."
                            + " Pass all beans of type Task to SchedulerBuilder.startTasks, as db-scheduler's starter does,"
                            + " or set auto-import.jobs.scheduler=spring",
                    JobTask.NAME);
        }
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
