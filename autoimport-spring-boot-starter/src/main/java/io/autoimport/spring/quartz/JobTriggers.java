package io.autoimport.spring.quartz;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.spi.OperableTrigger;

/**
 * The jobs and triggers in Quartz's store: one of each for every job that is enabled, and no other in their group.
 *
 * <p>They are not given to Quartz as beans, as is usual with Spring Boot, because then a changed interval is ignored unless
 * spring.quartz.overwrite-existing-jobs is set, and a job that is gone stays.
 */
final class JobTriggers {

    static final String GROUP = "auto-import";

    private final Scheduler scheduler;

    JobTriggers(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void register(RecurrentJobs jobs) throws SchedulerException {
        Set<JobKey> gone = new HashSet<>(scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP)));
        for (RecurrentJob job : jobs.enabled()) {
            gone.remove(jobKey(job.name()));
            register(job);
        }
        for (JobKey key : gone) {
            remove(key);
        }
    }

    private void remove(JobKey key) throws SchedulerException {
        boolean ignored = scheduler.deleteJob(key); // and its triggers
    }

    private void register(RecurrentJob job) throws SchedulerException {
        scheduler.addJob(detail(job), true);
        TriggerKey key = triggerKey(job.name());
        Instant now = Instant.now();
        @Nullable Trigger present = scheduler.getTrigger(key);
        Optional<JobSchedule> found = scheduleOf(present);
        JobSchedule wanted = found.map(schedule -> schedule.withInterval(now, job.initialDelay(), job.interval()))
                .orElseGet(() -> JobSchedule.first(now, job.initialDelay(), job.interval()));
        if (present == null) {
            insert(trigger(job.name(), wanted));
        } else if (found.filter(wanted::equals).isEmpty()) {
            replace(job.name(), wanted);
        }
        if (scheduler.getTriggerState(key) == Trigger.TriggerState.ERROR) {
            scheduler.resetTriggerFromErrorState(key); // where another version could not load the job, for example
        }
    }

    private void insert(Trigger trigger) throws SchedulerException {
        try {
            Date ignored = scheduler.scheduleJob(trigger);
        } catch (ObjectAlreadyExistsException e) {
            // another node was first, and all is well
        }
    }

    /** Does nothing if the job has been removed meanwhile. */
    void replace(String jobName, JobSchedule schedule) throws SchedulerException {
        @Nullable Date ignored = scheduler.rescheduleJob(triggerKey(jobName), trigger(jobName, schedule));
    }

    /** What is on record; empty if the job has been removed meanwhile, or if its trigger is not one of ours. */
    Optional<JobSchedule> find(String jobName) throws SchedulerException {
        return scheduleOf(scheduler.getTrigger(triggerKey(jobName)));
    }

    Optional<Instant> nextRun(String jobName) {
        try {
            @Nullable Trigger trigger = scheduler.getTrigger(triggerKey(jobName));
            return trigger == null ? Optional.empty() : Optional.ofNullable(instant(trigger.getNextFireTime()));
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz can't tell when the job is due: " + e.getMessage(), e);
        }
    }

    /** A job that must not run twice at a time has its trigger blocked while it runs, on whatever node. */
    boolean isRunning(String jobName) {
        try {
            return scheduler.getTriggerState(triggerKey(jobName)) == Trigger.TriggerState.BLOCKED;
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz can't tell whether the job is running: " + e.getMessage(), e);
        }
    }

    private static JobDetail detail(RecurrentJob job) {
        return JobBuilder.newJob(RecurrentJobOnQuartz.class)
                .withIdentity(jobKey(job.name()))
                .withDescription("Recurrent job of autoimport")
                .storeDurably()
                .requestRecovery() // by another node when this one dies in mid-run
                .build();
    }

    /**
     * Endless, so that a job can't get lost when what comes after a run can't be written down. Misfires are left to
     * ourselves: Quartz fires every time that was missed, and after the first such run the others are skipped.
     */
    private static Trigger trigger(String jobName, JobSchedule schedule) {
        SimpleTrigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(triggerKey(jobName))
                .forJob(jobKey(jobName))
                .startAt(Date.from(schedule.dueTime()))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(millis(schedule.interval()))
                        .repeatForever()
                        .withMisfireHandlingInstructionIgnoreMisfires())
                .build();
        if (schedule.lastStart() != null && trigger instanceof OperableTrigger operable) {
            operable.setPreviousFireTime(Date.from(schedule.lastStart())); // which Quartz itself would forget
        }
        return trigger;
    }

    private static Optional<JobSchedule> scheduleOf(@Nullable Trigger present) {
        return present instanceof SimpleTrigger trigger && trigger.getNextFireTime() != null
                ? Optional.of(new JobSchedule(
                        trigger.getNextFireTime().toInstant(),
                        Duration.ofMillis(trigger.getRepeatInterval()),
                        instant(trigger.getPreviousFireTime())))
                : Optional.empty();
    }

    static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    // Quartz can't do less, and does not take none.
    private static long millis(Duration interval) {
        return Math.max(1, interval.toMillis());
    }

    static JobKey jobKey(String jobName) {
        return JobKey.jobKey(jobName, GROUP);
    }

    static TriggerKey triggerKey(String jobName) {
        return TriggerKey.triggerKey(jobName, GROUP);
    }
}
