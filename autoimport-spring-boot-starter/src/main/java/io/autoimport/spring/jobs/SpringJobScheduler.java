package io.autoimport.spring.jobs;

import io.autoimport.core.job.RecurrentJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Recurrent jobs on Spring's scheduling. The host's {@link TaskScheduler} triggers them, where there is one; otherwise
 * a private one that no other bean can see. They run on threads of their own, which exist only while a job runs.
 */
final class SpringJobScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SpringJobScheduler.class);

    private static final Duration IDLE_THREAD_LIFE = Duration.ofSeconds(5);

    private final List<JobRunner> runners;
    private final @Nullable TaskScheduler hostScheduler;
    private final Duration shutdownTimeout;
    private final List<ScheduledFuture<?>> triggers = new ArrayList<>();
    private @Nullable ThreadPoolTaskScheduler privateScheduler;
    private @Nullable ExecutorService threads;

    SpringJobScheduler(List<RecurrentJob> jobs, @Nullable TaskScheduler hostScheduler, Duration shutdownTimeout) {
        this.runners = jobs.stream()
                .filter(RecurrentJob::isEnabled)
                .map(JobRunner::new)
                .toList();
        refuseWhatCannotBeScheduled();
        this.hostScheduler = hostScheduler;
        this.shutdownTimeout = shutdownTimeout;
    }

    private void refuseWhatCannotBeScheduled() {
        Set<String> names = new HashSet<>();
        for (JobRunner runner : runners) {
            RecurrentJob job = runner.job();
            String type = job.getClass().getName();
            if (!names.add(job.name())) {
                throw new IllegalStateException("Two recurrent jobs are named '" + job.name() + "', one of them a "
                        + type + "; give each a name of its own");
            }
            if (job.interval().isZero() || job.interval().isNegative()) {
                throw new IllegalStateException("The recurrent job '" + job.name() + "' (" + type
                        + ") has the interval " + job.interval() + "; it must be more than zero");
            }
            if (job.initialDelay().isNegative()) {
                throw new IllegalStateException("The recurrent job '" + job.name() + "' (" + type
                        + ") has the initial delay " + job.initialDelay() + "; it must not be negative");
            }
        }
    }

    @Override
    public synchronized void start() {
        if (threads != null) {
            return;
        }
        ExecutorService executor = newThreads();
        threads = executor;
        if (runners.isEmpty()) {
            return;
        }
        TaskScheduler scheduler = scheduler();
        for (JobRunner runner : runners) {
            RecurrentJob job = runner.job();
            Instant first = scheduler.getClock().instant().plus(job.initialDelay());
            triggers.add(scheduler.schedule(() -> runner.handOverTo(executor), new FixedRate(first, job.interval())));
            log.info(
                    "Job {} runs every {}, first at {}, on Spring's scheduler ({})",
                    job.name(),
                    job.interval(),
                    first,
                    hostScheduler == null ? "a private one" : "the application's own");
        }
    }

    private TaskScheduler scheduler() {
        if (hostScheduler != null) {
            return hostScheduler;
        }
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("auto-import-trigger-");
        scheduler.initialize();
        privateScheduler = scheduler;
        return scheduler;
    }

    private static ExecutorService newThreads() {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("auto-import-job-");
        factory.setDaemon(true);
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_THREAD_LIFE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                factory);
    }

    /** Triggers no more, interrupts what runs, and waits for it to come to an end. */
    @Override
    public synchronized void stop() {
        triggers.forEach(trigger -> trigger.cancel(false));
        triggers.clear();
        if (privateScheduler != null) {
            privateScheduler.shutdown();
            privateScheduler = null;
        }
        if (threads != null) {
            awaitEnd(threads);
            threads = null;
        }
    }

    private void awaitEnd(ExecutorService executor) {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(shutdownTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("A job is still running {} after it was asked to stop; it is left behind", shutdownTimeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}
