package io.autoimport.core.event;

import io.autoimport.core.model.Worker;
import java.time.Instant;
import java.util.Objects;

/**
 * A worker that was marked missing is back.
 *
 * @param runId the run that found it
 * @param worker the worker as it is now
 * @param missingSince when it had been marked missing
 * @param occurredAt when it was restored
 */
public record WorkerRestored(String runId, Worker worker, Instant missingSince, Instant occurredAt)
        implements DomainEvent {

    /** Refuses nulls. */
    public WorkerRestored {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(missingSince, "missingSince");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
