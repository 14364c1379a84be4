package io.autoimport.spring.quartz;

import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobRegistration;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.springframework.context.SmartLifecycle;

/**
 * Recurrent jobs on Quartz: their due times are triggers in its store, its threads run them, and the nodes of its cluster
 * share them.
 */
final class QuartzJobEngine implements JobEngine, SmartLifecycle {

    private final RecurrentJobs jobs;
    private final JobRunner runner;
    private final JobTriggers triggers;
    private final QuartzRuns runs;
    private @Nullable JobRegistration registration;

    QuartzJobEngine(org.quartz.Scheduler quartz, RecurrentJobs jobs, JobRunner runner, Duration idleWaitTime)
            throws SchedulerException {
        this.jobs = jobs;
        this.runner = runner;
        this.triggers = new JobTriggers(quartz);
        this.runs = new QuartzRuns(quartz, triggers, jobs, runner, idleWaitTime);
        quartz.getContext().put(QuartzRuns.KEY, runs); // before Quartz starts
    }

    @Override
    public Scheduler scheduler() {
        return Scheduler.QUARTZ;
    }

    @Override
    public String reason() {
        return "the application has a Scheduler bean of Quartz with a persistent store";
    }

    @Override
    public Optional<Instant> nextRun(String jobName) {
        return triggers.nextRun(jobName);
    }

    @Override
    public boolean isRunning(String jobName) {
        return triggers.isRunning(jobName);
    }

    @Override
    public void start() {
        runner.start();
        JobRegistration started = new JobRegistration(jobs, "Quartz's store", () -> {
            triggers.register(jobs);
            return true;
        });
        synchronized (this) {
            registration = started;
        }
        started.start();
    }

    /** Has the runner end what runs, unless it has done so already, and waits until that is written down. */
    @Override
    public void stop() {
        synchronized (this) {
            if (registration != null) {
                registration.end();
                registration = null;
            }
        }
        runner.stop();
        runs.awaitEnd();
    }

    @Override
    public synchronized boolean isRunning() {
        return registration != null;
    }

    /**
     * Starts before the runner, and stops after it. Spring starts Quartz last and pauses it first: otherwise it would reserve
     * what was cut short for itself, and nobody would run it until the other nodes take this one for dead.
     */
    @Override
    public int getPhase() {
        return JobRunner.PHASE - 1;
    }
}
