package io.autoimport.spring.quartz;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.JobRunner.Outcome;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
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
    private static final Long RUNNING = Long.MAX_VALUE;

    private final Scheduler scheduler;
    private final JobTriggers triggers;
    private final RecurrentJobs jobs;
    private final JobRunner runner;

    /** When the last run of each job ended, as nanoTime; {@link #RUNNING} if it has not. */
    private final Map<String, Long> ends = new ConcurrentHashMap<>();

    QuartzRuns(Scheduler scheduler, JobTriggers triggers, RecurrentJobs jobs, JobRunner runner) {
        this.scheduler = scheduler;
        this.triggers = triggers;
        this.jobs = jobs;
        this.runner = runner;
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
        JobKey key = context.getJobDetail().getKey();
        Optional<RecurrentJob> job = jobs.findEnabled(key.getName());
        if (job.isEmpty()) {
            triggers.remove(key);
            return;
        }
        if (isMadeUpForAlready(context)) {
            return;
        }
        Instant start = Instant.now();
        if (runner.run(job.get()) == Outcome.COMPLETED) {
            scheduleNext(job.get(), context, start);
        } else {
            putOff(job.get(), JobTriggers.instant(context.getTrigger().getPreviousFireTime()));
        }
    }

    // When a node dies in mid-run, Quartz makes up for the run, whether or not the trigger has fired again meanwhile.
    private boolean isMadeUpForAlready(JobExecutionContext context) throws SchedulerException {
        if (!context.isRecovering()) {
            return false;
        }
        @Nullable
        Trigger regular = scheduler.getTrigger(
                JobTriggers.triggerKey(context.getJobDetail().getKey().getName()));
        @Nullable Instant last = regular == null ? null : JobTriggers.instant(regular.getPreviousFireTime());
        return last != null && last.isAfter(context.getScheduledFireTime().toInstant());
    }

    // Where Quartz's own next time is the right one, as it mostly is, there is nothing to write.
    private void scheduleNext(RecurrentJob job, JobExecutionContext context, Instant start) throws SchedulerException {
        Instant due = context.getScheduledFireTime().toInstant();
        JobSchedule next = new JobSchedule(due, job.interval(), null).afterRun(start, Instant.now());
        if (!next.dueTime().equals(JobTriggers.instant(context.getNextFireTime()))) {
            triggers.replace(job, next);
        }
    }

    private void putOff(RecurrentJob job, @Nullable Instant lastStart) throws SchedulerException {
        triggers.replace(job, new JobSchedule(Instant.now().plus(PATIENCE), job.interval(), lastStart));
    }

    /**
     * Waits until Quartz has written down the end of the runs. It does so after they have ended, and unless the host told
     * it to wait for its jobs, it does not at its own end; then the nodes that stay would take this one for dead, and make
     * up for runs that need not be made up for.
     */
    void awaitEnd() {
        long deadline = System.nanoTime() + LAST_WORDS.toNanos();
        List<String> recent = ends.entrySet().stream()
                .filter(run -> run.getValue().equals(RUNNING) || deadline - run.getValue() < 2 * LAST_WORDS.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        try {
            while (!recent.stream().allMatch(this::isWrittenDown) && System.nanoTime() < deadline) {
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWrittenDown(String jobName) {
        try {
            return !RUNNING.equals(ends.get(jobName))
                    && scheduler.getTriggerState(JobTriggers.triggerKey(jobName)) != Trigger.TriggerState.BLOCKED;
        } catch (SchedulerException e) {
            return true; // or never will be
        }
    }
}
