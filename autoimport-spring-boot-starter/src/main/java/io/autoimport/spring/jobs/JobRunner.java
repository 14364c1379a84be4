package io.autoimport.spring.jobs;

import io.autoimport.core.job.RecurrentJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs jobs for whatever schedules them: nothing that a job throws reaches the scheduler or another job, no job overlaps
 * with itself, and at the end of the application those that run are asked to stop, and waited for. Thread-safe.
 */
public final class JobRunner implements SmartLifecycle {

    /**
     * The end of the jobs comes after the end of the schedulers that have a lifecycle of their own: they then don't begin
     * anew what was cut short.
     */
    public static final int PHASE = DEFAULT_PHASE - 1;

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private final Duration shutdownTimeout;
    private final Map<String, Run> running = new HashMap<>();
    private boolean stopped;

    /** How a run came out. What the job itself did is not told apart: that is the job's own affair. */
    public enum Outcome {
        /** The job ran to its end, well or not. */
        COMPLETED,
        /** The application ends: the job was asked to stop before it was done, or did not begin. It is still due. */
        CUT_SHORT,
        /** The job is still running in this process, and was not run once more. */
        ALREADY_RUNNING
    }

    private static final class Run {
        private final Thread thread = Thread.currentThread();
        private boolean cutShort;
    }

    /**
     * Makes a runner.
     *
     * @param shutdownTimeout how long the end of the application waits for running jobs; zero or more
     */
    public JobRunner(Duration shutdownTimeout) {
        this.shutdownTimeout = shutdownTimeout;
    }

    /**
     * Runs a job on the calling thread. Never throws.
     *
     * @param job what to run
     * @return how it came out
     */
    public Outcome run(RecurrentJob job) {
        Run run = new Run();
        synchronized (this) {
            if (stopped) {
                return Outcome.CUT_SHORT;
            }
            if (running.putIfAbsent(job.name(), run) != null) {
                return Outcome.ALREADY_RUNNING;
            }
        }
        try {
            job.run();
        } catch (Throwable e) { // unannounced checked exceptions of Kotlin, too
            log.error("Job {} failed; it runs again after {}", job.name(), job.interval(), e);
        }
        return ended(job, run);
    }

    private synchronized Outcome ended(RecurrentJob job, Run run) {
        running.remove(job.name());
        notifyAll();
        if (!run.cutShort) {
            return Outcome.COMPLETED;
        }
        // The interrupt was meant for the job. The scheduler's thread still has to write down what came out.
        boolean ignored = Thread.interrupted();
        return Outcome.CUT_SHORT;
    }

    @Override
    public synchronized void start() {
        stopped = false;
    }

    /** Interrupts what runs, begins nothing more, and waits for the end of what was interrupted. */
    @Override
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        for (Run run : running.values()) {
            run.cutShort = true;
            run.thread.interrupt();
        }
        awaitEnd();
    }

    private synchronized void awaitEnd() {
        long deadline = System.nanoTime() + shutdownTimeout.toNanos();
        try {
            while (!running.isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    log.warn(
                            "Still running {} after they were asked to stop, and left behind: {}",
                            shutdownTimeout,
                            running.keySet());
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return !stopped;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
