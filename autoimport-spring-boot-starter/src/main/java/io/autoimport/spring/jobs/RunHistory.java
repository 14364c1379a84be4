package io.autoimport.spring.jobs;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.spi.JobStore;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import java.util.List;

/** Keeps what the runs of the import did in the job store. A run that was skipped did nothing. */
final class RunHistory implements ImportListener {

    /** What of an import of thousands is worth keeping; the workers themselves are in the repository. */
    private static final int MAX_IMPORTED_WORKER_IDS = 100;

    private final JobStore store;

    RunHistory(JobStore store) {
        this.store = store;
    }

    // A run that was cut short leaves its thread interrupted, and some stores then refuse to write.
    private void keep(JobResult result) {
        boolean interrupted = Thread.interrupted();
        try {
            store.addResult(AutoImportWorkersJob.NAME, result.abridged(MAX_IMPORTED_WORKER_IDS));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
        return new Observation<>() {
            @Override
            public void completed(JobResult result) {
                if (result.status() != JobStatus.SKIPPED) {
                    keep(result);
                }
            }

            @Override
            public void close() {}
        };
    }
}
