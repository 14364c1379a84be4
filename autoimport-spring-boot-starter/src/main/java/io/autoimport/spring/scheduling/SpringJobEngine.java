package io.autoimport.spring.scheduling;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/**
 * Recurrent jobs on Spring's scheduling. The host's {@link TaskScheduler} triggers them, where there is one; otherwise
 * a private one that no other bean can see. They run on threads of their own, which exist only while there is something
 * to do. When a job is due, and whether it is another node's turn, the store and the lock tell.
 */
final class SpringJobEngine implements SmartLifecycle, JobEngine {

    private static final Logger log = LoggerFactory.getLogger(SpringJobEngine.class);

    private final RecurrentJobs jobs;
    private final JobRunner runner;
    private final JobStore store;
    private final @Nullable JobLock lock;
    private final @Nullable TaskScheduler hostScheduler;
    private final AutoImportJobsProperties properties;
    private @Nullable WakeUps wakeUps;
    private boolean running;

    SpringJobEngine(
            RecurrentJobs jobs,
            JobRunner runner,
            JobStore store,
            @Nullable JobLock lock,
            @Nullable TaskScheduler hostScheduler,
            AutoImportJobsProperties properties) {
        this.jobs = jobs;
        this.runner = runner;
        this.store = store;
        this.lock = lock;
        this.hostScheduler = hostScheduler;
        this.properties = properties;
    }

    @Override
    public Scheduler scheduler() {
        return Scheduler.SPRING;
    }

    @Override
    public String reason() {
        return "the application runs neither db-scheduler nor Quartz with a persistent store nor JobRunr";
    }

    @Override
    public Optional<Instant> nextRun(String jobName) {
        return store.findSchedule(jobName).map(JobSchedule::dueTime);
    }

    /** Whoever runs it holds the lock, and a lock can't be looked at. */
    @Override
    public boolean isRunning(String jobName) {
        return false;
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        runner.start();
        if (!jobs.enabled().isEmpty()) {
            wakeUps = scheduleAll();
        }
        if (!jobs.disabled().isEmpty() && !(store instanceof InMemoryJobStore)) {
            forgetInBackground();
        }
    }

    private WakeUps scheduleAll() {
        warnIfNodesCanCollide();
        WakeUps started = new WakeUps(hostScheduler);
        JobLock locks = lock == null ? jobName -> Optional.of(() -> {}) : lock;
        for (RecurrentJob job : jobs.enabled()) {
            Patience patience = Patience.of(job.interval(), properties.lockLease());
            DueJob dueJob = new DueJob(job, store, locks, runner, patience);
            started.wake(new WatchedJob(job, dueJob, patience), Duration.ZERO);
        }
        return started;
    }

    // The store may be down, and that must not keep the host from starting.
    private void forgetInBackground() {
        Thread once = new Thread(() -> jobs.disabled().forEach(this::forget), "auto-import-cleanup");
        once.setDaemon(true);
        once.start();
    }

    private void warnIfNodesCanCollide() {
        if (lock == null && !(store instanceof InMemoryJobStore)) {
            log.warn("⚠️ Several nodes may run a job at the same time: there is nothing to make a lock of. Add"
                    + " net.javacrumbs.shedlock:shedlock-provider-jdbc-template for a database, shedlock-core for MongoDB or"
                    + " shedlock-provider-redis-spring for Redis, or define a bean of type LockProvider");
        }
    }

    private void forget(RecurrentJob job) {
        try {
            store.removeSchedule(job.name());
        } catch (RuntimeException e) {
            log.debug("Whether the disabled job {} has a due time on record is unknown", job.name(), e);
        }
    }

    /** Ends what runs, and waits until it is written down and the lock is given back. */
    @Override
    public synchronized void stop() {
        running = false;
        long deadline = System.nanoTime() + properties.shutdownTimeout().toNanos();
        runner.stop(); // Spring stops a bean before those that it depends on, whatever their phases
        if (wakeUps != null) {
            wakeUps.end(deadline);
            wakeUps = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return JobRunner.PHASE;
    }
}
