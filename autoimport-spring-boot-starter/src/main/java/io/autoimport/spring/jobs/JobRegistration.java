package io.autoimport.spring.jobs;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.Text;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a scheduler's store agree with the jobs of the application: at once, and if that can't be, because the store
 * can't be reached or another node is just running a job, again and again on a thread of its own. Thread-safe.
 */
public final class JobRegistration {

    private static final Logger log = LoggerFactory.getLogger(JobRegistration.class);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final List<RecurrentJob> jobs;
    private final String store;
    private final Attempt attempt;
    private final Duration pause;
    private final Map<String, Long> toldAt = new HashMap<>();
    private boolean unreachable;
    private volatile boolean ended;
    private @Nullable Thread thread;

    /** Makes the store agree with the jobs. */
    @FunctionalInterface
    public interface Attempt {

        /**
         * Called by one thread at a time, until it has succeeded. What was done already may be asked for again.
         *
         * @return whether all is done; false if something has to wait
         * @throws Exception if the store can't be reached
         */
        boolean register() throws Exception;
    }

    /**
     * Makes a registration that has yet to be started.
     *
     * @param jobs the jobs, to be told while they can't run
     * @param store what the store is called in the log, such as "db-scheduler's table"
     * @param attempt does it
     */
    public JobRegistration(RecurrentJobs jobs, String store, Attempt attempt) {
        this(jobs, store, attempt, PAUSE);
    }

    JobRegistration(RecurrentJobs jobs, String store, Attempt attempt, Duration pause) {
        this.jobs = jobs.enabled();
        this.store = store;
        this.attempt = attempt;
        this.pause = pause;
    }

    /** Tries once on the calling thread, and if that isn't enough goes on in the background. Never throws. */
    public void start() {
        if (isDone()) {
            return;
        }
        Thread background = new Thread(this::keepTrying, "auto-import-registration");
        background.setDaemon(true);
        synchronized (this) {
            if (!ended) {
                thread = background;
                background.start();
            }
        }
    }

    /** Gives up what is not done yet. */
    public synchronized void end() {
        ended = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void keepTrying() {
        try {
            do {
                Thread.sleep(pause.toMillis());
            } while (!ended && !isDone());
        } catch (InterruptedException e) {
            log.debug("The application ends before its jobs are registered in {}", store);
        }
    }

    private boolean isDone() {
        try {
            boolean done = attempt.register();
            if (unreachable) {
                unreachable = false;
                log.info("{} is back", store);
            }
            return done;
        } catch (Exception e) {
            if (!ended) {
                report(e);
            }
            return false;
        }
    }

    private void report(Exception cause) {
        if (!unreachable) {
            unreachable = true;
            log.warn(
                    "{} can't be reached, so that the recurrent jobs {} can't be registered in it; trying again every {}: {}",
                    store,
                    jobs.stream().map(RecurrentJob::name).toList(),
                    pause,
                    Text.singleLine(cause.toString()));
        }
        log.debug("{} can't be reached", store, cause);
        jobs.forEach(job -> tell(job, cause));
    }

    private void tell(RecurrentJob job, Exception cause) {
        long now = System.nanoTime();
        @Nullable Long last = toldAt.get(job.name());
        if (last != null && now - last < job.interval().toNanos()) {
            return;
        }
        toldAt.put(job.name(), now);
        try {
            job.couldNotRun(cause);
        } catch (Throwable e) {
            log.error("Job {} failed when told that it could not run", job.name(), e);
        }
    }
}
