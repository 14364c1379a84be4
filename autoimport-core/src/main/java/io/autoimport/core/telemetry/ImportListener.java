package io.autoimport.core.telemetry;

import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import java.util.List;

/**
 * Watches imports: for traces, meters, or whatever a host makes of it. Every method has a default that does nothing.
 *
 * <p>Implementations must be thread-safe. What they throw is caught and logged; it never breaks a run.
 */
public interface ImportListener {

    /** Watches nothing. */
    ImportListener NONE = new ImportListener() {};

    /**
     * A run of the import job begins.
     *
     * @param runId identifies the run
     * @param sources what will be searched; empty if nothing usable is configured
     * @return watches the run
     */
    default Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
        return Observation.none();
    }

    /**
     * A run of the import job did not begin: another one is in progress, or the store of its due time can't be reached.
     *
     * @param result says why
     */
    default void notRun(JobResult result) {}

    /**
     * Work on a target begins.
     *
     * @param runId identifies the run
     * @param target the target
     * @param dryRun whether nothing is to be written; the counts then tell what would have been
     * @return watches the target
     */
    default Observation<TargetResult> targetStarted(String runId, ImportTarget target, boolean dryRun) {
        return Observation.none();
    }

    /**
     * A page of a target is about to be compared with the repository and written.
     *
     * @param target the target
     * @param page the instances as they were found
     * @return watches the page
     */
    default Observation<ImportCounts> pageStarted(ImportTarget target, List<Instance> page) {
        return Observation.none();
    }

    /**
     * Prepares a task for another thread, so that observations opened there belong to the one that is open here.
     *
     * @param task what will run on another thread
     * @return the task to run instead
     */
    default Runnable propagating(Runnable task) {
        return task;
    }
}
