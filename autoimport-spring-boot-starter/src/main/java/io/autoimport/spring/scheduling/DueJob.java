package io.autoimport.spring.scheduling;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.jobs.JobRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job and its due time, which all nodes share. The due time moves on only after a run, inside the lock: while a run
 * lasts, the lock keeps others away; when its node dies, the job is still due, and the next holder of the lock runs it.
 * Used by one thread at a time.
 */
final class DueJob {

    private static final Logger log = LoggerFactory.getLogger(DueJob.class);

    private final RecurrentJob job;
    private final JobStore store;
    private final JobLock lock;
    private final JobRunner runner;
    private final Patience patience;

    /** As last seen. If somebody removes it from the store, this node puts it back rather than begin anew. */
    private @Nullable JobSchedule seen;

    /** What could not be written down after a run, because the store went away meanwhile. */
    private @Nullable Change unwritten;

    private record Change(JobSchedule from, JobSchedule to) {}

    DueJob(RecurrentJob job, JobStore store, JobLock lock, JobRunner runner, Patience patience) {
        this.job = job;
        this.store = store;
        this.lock = lock;
        this.runner = runner;
        this.patience = patience;
    }

    /** Runs the job if it is due and no other node runs it. Answers how long to wait before the next look. */
    Duration runIfDue() {
        write();
        JobSchedule schedule = schedule();
        Instant now = store.now();
        JobSchedule reachable = schedule.withinReach(now, job.initialDelay());
        if (!reachable.equals(schedule)) {
            log.warn(
                    "Job {} was due at {} only, as if the clock of its store had been wrong; it is due at {}",
                    job.name(),
                    schedule.dueTime(),
                    reachable.dueTime());
            store.replaceSchedule(job.name(), schedule, reachable);
        }
        Duration wait = reachable.timeUntilDue(now);
        if (!wait.isZero()) {
            return patience.atMost(wait);
        }
        Optional<JobLock.Held> held = lock.tryLock(job.name());
        if (held.isEmpty()) {
            return patience.others();
        }
        try {
            return runIfStillDue();
        } finally {
            held.get().release();
        }
    }

    // Another node may have run it between our look and our lock.
    private Duration runIfStillDue() {
        JobSchedule schedule = schedule();
        Instant start = store.now();
        if (!schedule.isDue(start)) {
            return patience.atMost(schedule.timeUntilDue(start));
        }
        long began = System.nanoTime();
        JobRunner.Outcome outcome = runner.run(job);
        boolean ignored = Thread.interrupted(); // whoever interrupted the job: what follows must be written down
        if (outcome != JobRunner.Outcome.COMPLETED) {
            return patience.others();
        }
        Instant end = start.plusNanos(System.nanoTime() - began);
        JobSchedule next = schedule.afterRun(start, end);
        unwritten = new Change(schedule, next);
        write();
        return patience.atMost(next.timeUntilDue(end));
    }

    private void write() {
        @Nullable Change change = unwritten;
        if (change != null) {
            store.replaceSchedule(job.name(), change.from(), change.to());
            unwritten = null;
            seen = change.to();
        }
    }

    private JobSchedule schedule() {
        @Nullable JobSchedule before = seen;
        JobSchedule now = before == null ? firstLook() : findOr(before);
        seen = now;
        return now;
    }

    private JobSchedule firstLook() {
        Instant now = store.now();
        JobSchedule found = findOr(JobSchedule.first(now, job.initialDelay(), job.interval()));
        JobSchedule wanted = found.withInterval(now, job.initialDelay(), job.interval());
        if (wanted.equals(found) || store.replaceSchedule(job.name(), found, wanted)) {
            return wanted;
        }
        return findOr(wanted); // another node has just run it, or has the same new configuration
    }

    private JobSchedule findOr(JobSchedule absent) {
        Optional<JobSchedule> found = store.findSchedule(job.name());
        if (found.isPresent() || store.insertScheduleIfAbsent(job.name(), absent)) {
            return found.orElse(absent);
        }
        return store.findSchedule(job.name()).orElse(absent);
    }
}
