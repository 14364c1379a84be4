package io.autoimport.spring.jobs;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.Text;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** Runs the import when somebody asks for it, unless a run is in progress on whatever node. Thread-safe. */
public final class ManualRuns {

    private static final Logger log = LoggerFactory.getLogger(ManualRuns.class);

    private static final String ON_ANOTHER_NODE = AutoImportWorkersJob.IN_PROGRESS + " on another node";

    private final AutoImportWorkersJob job;
    private final ObjectProvider<JobEngine> engine;
    private final ObjectProvider<JobLock> lock;

    /**
     * Takes what knows of other nodes.
     *
     * @param job what to run
     * @param engine what schedules it, if anything does
     * @param lock keeps others away, if there is one
     */
    public ManualRuns(AutoImportWorkersJob job, ObjectProvider<JobEngine> engine, ObjectProvider<JobLock> lock) {
        this.job = job;
        this.engine = engine;
        this.lock = lock;
    }

    /**
     * Runs once, now, on the calling thread.
     *
     * @param dryRun whether to write nothing; as configured for the scheduled runs if null
     * @param fullScan whether to ask for everything, even where only what is new would do
     * @return what the run did, or why there was none
     */
    public JobResult run(@Nullable Boolean dryRun, boolean fullScan) {
        Supplier<JobResult> execution = () -> job.execute(dryRun, fullScan);
        if (job.isRunning()) {
            return execution.get(); // which says so
        }
        @Nullable JobEngine scheduling = engine.getIfAvailable();
        if (scheduling != null && isRunning(scheduling)) {
            return job.skip(ON_ANOTHER_NODE, dryRun);
        }
        @Nullable JobLock shared = lock.getIfAvailable();
        if (shared == null) {
            return execution.get();
        }
        Optional<JobLock.Held> held = take(shared);
        if (held.isEmpty()) {
            return job.isRunning() ? execution.get() : job.skip(ON_ANOTHER_NODE, dryRun);
        }
        try {
            return execution.get();
        } finally {
            held.get().release();
        }
    }

    /**
     * Whether a result says that there was no run because of another one.
     *
     * @param result what {@link #run} answered
     * @return whether it was skipped for that reason
     */
    public static boolean isInProgress(JobResult result) {
        return result.reason() != null && result.reason().startsWith(AutoImportWorkersJob.IN_PROGRESS);
    }

    // Somebody wants a run, and that must not fail because a lock or a scheduler can't be asked: the inserts are
    // atomic.
    private static boolean isRunning(JobEngine engine) {
        try {
            return engine.isRunning(AutoImportWorkersJob.NAME);
        } catch (RuntimeException e) {
            log.warn("Whether the import is running on another node can't be told: {}", Text.singleLine(e.toString()));
            return false;
        }
    }

    private static Optional<JobLock.Held> take(JobLock lock) {
        try {
            return lock.tryLock(AutoImportWorkersJob.NAME);
        } catch (RuntimeException e) {
            log.warn("The import runs without its lock, which can't be reached: {}", Text.singleLine(e.toString()));
            return Optional.of(() -> {});
        }
    }
}
