package io.autoimport.spring.quartz;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.JobRunner.Outcome;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;

/** Runs jobs when Quartz fires their triggers, and puts the triggers right after that. Thread-safe. */
final class QuartzRuns {

    /** Where the scheduler's context has it. Without dots: Spring takes it for a property that a host's job could have. */
    static final String KEY = "autoImportRuns";

    /** Until a job is tried again that could not be run, or not to its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Once paused, Quartz still fires what is due within 70 ms, and gives back the rest. */
    private static final Duration STILL_FIRING = Duration.ofMillis(200);

    private static final long RUNNING = Long.MAX_VALUE;

    private final Scheduler scheduler;
    private final JobTriggers triggers;
    private final RecurrentJobs jobs;
    private final JobRunner runner;

    /** Longer than Quartz looks ahead, so that this node does not reserve at once what it leaves to others. */
    private final Duration untilOthersHaveLooked;

    /** When the last run of each job ended, as nanoTime; {@link #RUNNING} if it has not. */
    private final Map<String, Long> ends = new ConcurrentHashMap<>();

    QuartzRuns(Scheduler scheduler, JobTriggers triggers, RecurrentJobs jobs, JobRunner runner, Duration idleWaitTime) {
        this.scheduler = scheduler;
        this.triggers = triggers;
        this.jobs = jobs;
        this.runner = runner;
        this.untilOthersHaveLooked = idleWaitTime.plus(PATIENCE);
    }

    void run(JobExecutionContext context) throws SchedulerException {
        String name = context.getJobDetail().getKey().getName();
        ends.put(name, RUNNING);
        try {
            runAndWriteDown(context);
        } finally {
            ends.put(name, System.nanoTime());
        }
    }

    private void runAndWriteDown(JobExecutionContext context) throws SchedulerException {
        String name = context.getJobDetail().getKey().getName();
        Optional<RecurrentJob> job = jobs.findEnabled(name);
        if (job.isEmpty()) {
            leaveToOthers(name, context);
            return;
        }
        Instant start = Instant.now();
        if (runner.run(job.get()) == Outcome.COMPLETED) {
            scheduleNext(name, context, start);
        } else {
            putOff(name, job.get().interval(), PATIENCE, context);
        }
    }

    // Where the time on record is the right one, as it mostly is, there is nothing to write. It is not if a time was
    // missed since: by a long run, or until a dead node's run was made up for. Nor if another node, which had read the
    // trigger before the run, has replaced it.
    private void scheduleNext(String jobName, JobExecutionContext context, Instant start) throws SchedulerException {
        Optional<JobSchedule> recorded = triggers.find(jobName);
        if (recorded.isEmpty()) {
            return;
        }
        Instant due = context.getScheduledFireTime().toInstant();
        JobSchedule next = new JobSchedule(due, recorded.get().interval(), null).afterRun(start, Instant.now());
        if (!next.dueTime().equals(recorded.get().dueTime())) {
            triggers.replace(jobName, next);
        }
    }

    // A node of a newer version may know the job.
    private void leaveToOthers(String jobName, JobExecutionContext context) throws SchedulerException {
        Optional<JobSchedule> recorded = triggers.find(jobName);
        if (recorded.isPresent()) {
            putOff(jobName, recorded.get().interval(), untilOthersHaveLooked, context);
        }
    }

    // Left due, unless Quartz would fire it again and again until it is stopped.
    private void putOff(String jobName, Duration interval, Duration pause, JobExecutionContext context)
            throws SchedulerException {
        Instant due = scheduler.isInStandbyMode()
                ? context.getScheduledFireTime().toInstant()
                : Instant.now().plus(pause);
        @Nullable Instant lastStart = JobTriggers.instant(context.getPreviousFireTime());
        triggers.replace(jobName, new JobSchedule(due, interval, lastStart));
    }

    /**
     * Waits until Quartz, which has been paused, has begun no more runs and written down the end of all. It does both on
     * threads of its own, and unless the host told it to wait for its jobs, it does not when it shuts down. What it fires
     * then fails for want of an application, and Quartz never fires it again; what it has not written down, the nodes that
     * stay make up for, as if this one had died.
     */
    void awaitEnd() {
        long deadline = System.nanoTime() + LAST_WORDS.toNanos();
        try {
            Thread.sleep(STILL_FIRING.toMillis());
            while (!ends.keySet().stream().allMatch(this::isWrittenDown) && System.nanoTime() < deadline) {
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWrittenDown(String jobName) {
        long end = ends.getOrDefault(jobName, RUNNING);
        if (end == RUNNING) {
            return false;
        }
        try {
            // What ended long ago has been written down, and what blocks the trigger now is the run of another node.
            return System.nanoTime() - end > LAST_WORDS.toNanos()
                    || scheduler.getTriggerState(JobTriggers.triggerKey(jobName)) != Trigger.TriggerState.BLOCKED;
        } catch (SchedulerException e) {
            return true; // or never will be
        }
    }
}
