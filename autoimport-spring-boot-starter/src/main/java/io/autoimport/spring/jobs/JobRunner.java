package io.autoimport.spring.jobs;

import io.autoimport.core.job.RecurrentJob;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one job when it is due, on a thread of our own: the scheduler's thread, of which a host may have just one, only
 * hands over. A job that is still running when it is due again is left alone.
 */
final class JobRunner {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private final RecurrentJob job;
    private final AtomicBoolean running = new AtomicBoolean();

    JobRunner(RecurrentJob job) {
        this.job = job;
    }

    RecurrentJob job() {
        return job;
    }

    void handOverTo(Executor threads) {
        if (!running.compareAndSet(false, true)) {
            log.debug("Job {} is due, and still running", job.name());
            return;
        }
        try {
            threads.execute(this::runJob);
        } catch (RejectedExecutionException e) {
            running.set(false);
            log.debug("Job {} is due, and the application is shutting down", job.name());
        } catch (Throwable e) {
            running.set(false); // no thread to be had, say; it may be different the next time
            throw e;
        }
    }

    // Everything, unannounced checked exceptions of Kotlin too: nothing that one job throws may reach another one, or
    // the scheduler.
    private void runJob() {
        try {
            job.run();
        } catch (Throwable e) {
            log.error("Job {} failed; it runs again after {}", job.name(), job.interval(), e);
        } finally {
            running.set(false);
        }
    }
}
