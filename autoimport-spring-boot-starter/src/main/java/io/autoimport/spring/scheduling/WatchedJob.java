package io.autoimport.spring.scheduling;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after a job as long as the application runs, also while its store can't be reached. Used by one thread at a time. */
final class WatchedJob implements WakeUps.Sleeper {

    private static final Logger log = LoggerFactory.getLogger(WatchedJob.class);

    private final RecurrentJob job;
    private final DueJob dueJob;
    private final Patience patience;
    private boolean unreachable;
    private long lastReport;

    WatchedJob(RecurrentJob job, DueJob dueJob, Patience patience) {
        this.job = job;
        this.dueJob = dueJob;
        this.patience = patience;
    }

    @Override
    public Optional<Duration> wakeUp() {
        try {
            Duration wait = dueJob.runIfDue();
            if (unreachable) {
                unreachable = false;
                log.info("The store of job {} is back", job.name());
            }
            return Optional.of(wait);
        } catch (Throwable e) { // whatever it is, the job must not be forgotten
            report(e);
            return Optional.of(patience.store());
        }
    }

    private void report(Throwable cause) {
        long now = System.nanoTime();
        if (unreachable && now - lastReport < patience.reports().toNanos()) {
            return;
        }
        unreachable = true;
        lastReport = now;
        log.warn(
                "Whether job {} is due can't be told, so that it can't run; trying again every {}: {}",
                job.name(),
                patience.store(),
                Failure.of(FailureCause.REPOSITORY, cause).message());
        log.debug("Whether job {} is due can't be told", job.name(), cause);
        try {
            job.couldNotRun(cause);
        } catch (Throwable e) {
            log.error("Job {} failed when told that it could not run", job.name(), e);
        }
    }
}
