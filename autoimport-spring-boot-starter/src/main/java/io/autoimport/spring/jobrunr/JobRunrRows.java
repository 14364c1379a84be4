package io.autoimport.spring.jobrunr;

import static org.jobrunr.jobs.states.StateName.DELETED;
import static org.jobrunr.jobs.states.StateName.ENQUEUED;
import static org.jobrunr.jobs.states.StateName.FAILED;
import static org.jobrunr.jobs.states.StateName.PROCESSING;
import static org.jobrunr.jobs.states.StateName.SCHEDULED;
import static org.jobrunr.jobs.states.StateName.SUCCEEDED;
import static org.jobrunr.storage.Paging.AmountBasedList.descOnScheduledAt;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.StorageProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recurring jobs in JobRunr's storage, one for each job that is enabled and no other of ours, and for each the
 * scheduled job that JobRunr makes of it ahead of time. The latter is what survives while no server is running: it is run
 * late, and once.
 *
 * <p>JobRunr's own API can't do this. What it registers begins its rhythm at that moment, whether or not it was registered
 * before; and the job that is scheduled already it leaves as it is.
 */
final class JobRunrRows {

    private static final Logger log = LoggerFactory.getLogger(JobRunrRows.class);

    private static final int PAGE = 1000;
    private static final Set<StateName> PENDING = EnumSet.of(SCHEDULED, ENQUEUED, PROCESSING);

    private final StorageProvider storage;

    JobRunrRows(StorageProvider storage) {
        this.storage = storage;
    }

    /** Answers false if JobRunr is just about to run a job whose time has to change: it is to be tried again after that. */
    boolean register(RecurrentJobs jobs) {
        Map<String, RecurringJob> found =
                storage.getRecurringJobs().stream().collect(Collectors.toMap(RecurringJob::getId, Function.identity()));
        boolean done = true;
        for (RecurrentJob job : jobs.enabled()) {
            @Nullable RecurringJob present = found.remove(job.name());
            done &= present == null ? insert(job) : update(job, present);
        }
        found.values().stream().filter(JobRunrJobs::isOurs).forEach(this::remove);
        return done;
    }

    // First the scheduled job: as long as there is one, JobRunr does not make another.
    private boolean insert(RecurrentJob job) {
        JobSchedule first = JobSchedule.first(Instant.now(), job.initialDelay(), job.interval());
        RecurringJob recurring = JobRunrJobs.recurring(job, first, null);
        saveFirst(recurring, first.dueTime());
        Optional<RecurringJob> meanwhile = find(job.name());
        if (meanwhile.isPresent()) {
            return update(job, meanwhile.get()); // another node was first
        }
        RecurringJob ignored = storage.saveRecurringJob(recurring);
        return true;
    }

    // Nodes that start at the same time choose the same id, so that the job is run once.
    private void saveFirst(RecurringJob recurring, Instant dueTime) {
        UUID id = JobRunrJobs.idOfFirst(recurring);
        try {
            Job ignored = storage.save(JobRunrJobs.scheduled(id, recurring, dueTime));
        } catch (ConcurrentJobModificationException e) {
            boolean ofAnEarlierLife = !PENDING.contains(storage.getJobById(id).getState());
            if (ofAnEarlierLife && !isRegistered(recurring.getId())) {
                Job ignored = storage.save(JobRunrJobs.scheduled(UUID.randomUUID(), recurring, dueTime));
            }
        }
    }

    private boolean update(RecurrentJob job, RecurringJob present) {
        if (!JobRunrJobs.isOurs(present)) {
            throw new IllegalStateException("the recurring job '" + present.getId()
                    + "' is one of the application's own; the recurrent job of the same name needs another one");
        }
        Optional<Duration> interval = JobRunrJobs.intervalOf(present);
        if (interval.filter(job.interval()::equals).isPresent()) {
            makeUpForMissed(present, job.interval());
            return true;
        }
        return change(job, present, interval.orElse(job.interval()));
    }

    // For a moment after a run that failed, or was deleted, nothing is scheduled; a host may have ended just then.
    private void makeUpForMissed(RecurringJob present, Duration interval) {
        if (latest(present, SCHEDULED, ENQUEUED, PROCESSING) != null) {
            return;
        }
        @Nullable Instant last = latest(present, SUCCEEDED, FAILED, DELETED);
        Instant since = last == null || last.isBefore(present.getCreatedAt()) ? present.getCreatedAt() : last;
        Instant dueTime = since.plus(interval);
        if (dueTime.isBefore(Instant.now())) {
            Job ignored = storage.save(JobRunrJobs.scheduled(UUID.randomUUID(), present, dueTime));
        }
    }

    private boolean change(RecurrentJob job, RecurringJob present, Duration oldInterval) {
        Instant now = Instant.now();
        @Nullable Instant scheduled = latest(present, SCHEDULED);
        Instant due = scheduled == null ? present.getNextRun(now) : scheduled;
        boolean hasRun = latest(present, SUCCEEDED, FAILED, DELETED, ENQUEUED, PROCESSING) != null;
        JobSchedule wanted = new JobSchedule(due, oldInterval, hasRun ? due.minus(oldInterval) : null)
                .withInterval(now, job.initialDelay(), job.interval());
        if (scheduled != null && !move(present, scheduled, wanted.dueTime())) {
            return false;
        }
        RecurringJob ignored = storage.saveRecurringJob(JobRunrJobs.recurring(job, wanted, present));
        return true;
    }

    private boolean move(RecurringJob recurring, Instant from, Instant to) {
        try {
            for (Job scheduled : scheduledAt(recurring, from)) {
                scheduled.scheduleAt(to, "The interval of the recurring job has changed");
                Job ignored = storage.save(scheduled);
                return true;
            }
            return false;
        } catch (ConcurrentJobModificationException e) {
            return false;
        }
    }

    Optional<Instant> nextRun(String jobName) {
        return find(jobName).map(recurring -> {
            @Nullable Instant scheduled = latest(recurring, SCHEDULED, ENQUEUED);
            return scheduled == null ? recurring.getNextRun(Instant.now()) : scheduled;
        });
    }

    boolean isRegistered(String jobName) {
        return find(jobName).isPresent();
    }

    boolean isRunning(String jobName) {
        return find(jobName)
                .filter(recurring -> latest(recurring, PROCESSING) != null)
                .isPresent();
    }

    private Optional<RecurringJob> find(String jobName) {
        return storage.getRecurringJobs().stream()
                .filter(recurring -> recurring.getId().equals(jobName))
                .findFirst();
    }

    private void remove(RecurringJob gone) {
        int ignored = storage.deleteRecurringJob(gone.getId());
        @Nullable Instant scheduled = latest(gone, SCHEDULED);
        while (scheduled != null) {
            List<Job> jobs = scheduledAt(gone, scheduled);
            jobs.forEach(job -> storage.deletePermanently(job.getId()));
            scheduled = jobs.isEmpty() ? null : latest(gone, SCHEDULED);
        }
    }

    // The storage can't be asked for the jobs of one recurring job, so for those that are scheduled last up to that
    // time.
    private List<Job> scheduledAt(RecurringJob recurring, Instant time) {
        return storage.getScheduledJobs(time, descOnScheduledAt(PAGE)).stream()
                .filter(job -> job.getRecurringJobId()
                        .filter(recurring.getId()::equals)
                        .isPresent())
                .toList();
    }

    // A run has one, even if it is gone through twice.
    private void saveSuccessor(Job run, RecurringJob recurring, Instant dueTime) {
        try {
            Job ignored = storage.save(JobRunrJobs.scheduled(JobRunrJobs.idOfSuccessor(run), recurring, dueTime));
        } catch (ConcurrentJobModificationException e) {
            log.debug("The run of {} after job {} is scheduled already", recurring.getId(), run.getId());
        }
    }

    private @Nullable Instant latest(RecurringJob recurring, StateName... states) {
        return storage.getRecurringJobLatestScheduledInstant(recurring.getId(), states);
    }

    /**
     * Schedules the next run before JobRunr notes the end of this one: while one is scheduled, enqueued or processed, JobRunr
     * makes no other. If that were left to JobRunr, it might do so from what it had read before, in the old rhythm, so that
     * the next run followed on the heels of one that was very late. Such a run begins a new rhythm.
     */
    void afterRun(RecurrentJob job, UUID jobRunrId, Instant start, Instant end) {
        try {
            Job run = storage.getJobById(jobRunrId);
            @Nullable Instant due = JobRunrJobs.dueTimeOf(run);
            if (due != null && JobRunrJobs.isProcessedSince(run, start)) { // not if somebody asked for the run
                scheduleNext(job, run, new JobSchedule(due, job.interval(), null).afterRun(start, end));
            }
        } catch (RuntimeException e) {
            log.warn(
                    "JobRunr's storage can't be reached, so that job {} may run ahead of its next time", job.name(), e);
        }
    }

    private void scheduleNext(RecurrentJob job, Job run, JobSchedule next) {
        find(job.name())
                .filter(recurring -> JobRunrJobs.intervalOf(recurring)
                        .filter(job.interval()::equals)
                        .isPresent())
                .ifPresent(recurring -> {
                    if (latest(recurring, SCHEDULED, ENQUEUED) == null) {
                        saveSuccessor(run, recurring, next.dueTime());
                    }
                    if (!JobRunrJobs.isInRhythm(recurring, next)) {
                        RecurringJob ignored = storage.saveRecurringJob(JobRunrJobs.recurring(job, next, recurring));
                    }
                });
    }
}
