package io.autoimport.core.event;

import io.autoimport.core.model.Worker;
import java.time.Instant;
import java.util.Objects;

/**
 * An instance became a worker.
 *
 * @param runId the run that imported it
 * @param worker the worker as it was inserted
 */
public record WorkerImported(String runId, Worker worker) implements DomainEvent {

    /** Refuses nulls. */
    public WorkerImported {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(worker, "worker");
    }

    @Override
    public Instant occurredAt() {
        return worker.importedAt();
    }
}
