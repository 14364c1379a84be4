package io.autoimport.core.event;

import io.autoimport.core.model.Worker;
import java.time.Instant;
import java.util.Objects;

/**
 * A worker was marked missing: AWS does not know its instance any more.
 *
 * @param runId the run that marked it
 * @param worker the worker as it was last seen
 * @param occurredAt when it was marked
 */
public record WorkerMissing(String runId, Worker worker, Instant occurredAt) implements DomainEvent {

    /** Refuses nulls. */
    public WorkerMissing {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
