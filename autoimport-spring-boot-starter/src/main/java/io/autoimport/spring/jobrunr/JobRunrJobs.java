package io.autoimport.spring.jobrunr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.scheduling.interval.Interval;
import org.jspecify.annotations.Nullable;

/** Recurrent jobs as JobRunr stores them. */
final class JobRunrJobs {

    /** Of a run that the end of the application cut short; whatever the host's default is. */
    private static final int RETRIES = 10;

    private JobRunrJobs() {}

    /**
     * A recurring job that is due at that time. JobRunr works out the times from that of the creation, which is therefore an
     * interval earlier.
     *
     * @param replaced what it replaces: JobRunr notices a change by the creation time alone
     */
    static RecurringJob recurring(RecurrentJob job, JobSchedule schedule, @Nullable RecurringJob replaced) {
        Instant createdAt = schedule.dueTime().minus(job.interval());
        if (replaced != null && createdAt.equals(replaced.getCreatedAt())) {
            createdAt = createdAt.minus(job.interval());
        }
        RecurringJob recurring = new RecurringJob(
                job.name(),
                detailsOf(job),
                new Interval(job.interval()),
                ZoneOffset.UTC,
                RecurringJob.CreatedBy.API,
                createdAt);
        recurring.setJobName(job.name());
        recurring.setAmountOfRetries(RETRIES);
        return recurring;
    }

    static Job scheduled(UUID id, RecurringJob recurring, Instant dueTime) {
        Job job = new Job(id, recurring.getJobDetails(), new ScheduledState(dueTime, recurring));
        job.setJobName(recurring.getJobName());
        job.setRecurringJobId(recurring.getId());
        job.setAmountOfRetries(recurring.getAmountOfRetries());
        return job;
    }

    static UUID idOfFirst(RecurringJob recurring) {
        return UUID.nameUUIDFromBytes(("auto-import/" + recurring.getId()).getBytes(UTF_8));
    }

    static UUID idOfSuccessor(Job run) {
        return UUID.nameUUIDFromBytes(("auto-import/after/" + run.getId()).getBytes(UTF_8));
    }

    /**
     * Whether a job is still in the hands of who began with it before that time. Otherwise somebody has deleted it, or JobRunr
     * took its server for dead, and another one is at it.
     */
    static boolean isProcessedSince(Job job, Instant start) {
        return job.getJobState() instanceof ProcessingState processing
                && !processing.getCreatedAt().isAfter(start);
    }

    private static JobDetails detailsOf(RecurrentJob job) {
        return new JobDetails(
                RecurrentJobOnJobRunr.class.getName(),
                null,
                "run",
                List.of(new JobParameter(String.class, job.name())));
    }

    static boolean isOurs(RecurringJob recurring) {
        return recurring.getJobDetails().getClassName().equals(RecurrentJobOnJobRunr.class.getName());
    }

    /** Empty if it is no interval, which somebody else must have done. */
    static Optional<Duration> intervalOf(RecurringJob recurring) {
        try {
            return Optional.of(Duration.parse(recurring.getScheduleExpression()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** When a job was due that has been tried once or more; null if it was not scheduled for any time. */
    static @Nullable Instant dueTimeOf(Job job) {
        @Nullable Instant dueTime = null;
        for (JobState state : job.getJobStates()) {
            if (state instanceof ProcessingState) {
                return dueTime; // what is scheduled after that are the further tries
            }
            if (state instanceof ScheduledState scheduled) {
                dueTime = scheduled.getScheduledAt();
            }
        }
        return dueTime;
    }

    static boolean isInRhythm(RecurringJob recurring, JobSchedule schedule) {
        long elapsed =
                Duration.between(recurring.getCreatedAt(), schedule.dueTime()).toMillis();
        return elapsed % schedule.interval().toMillis() == 0;
    }
}
