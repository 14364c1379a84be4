package io.autoimport.core.event;

import io.autoimport.core.model.Worker;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The instance of a worker changed, and the worker with it.
 *
 * @param runId the run that noticed
 * @param worker the worker as it is now
 * @param before the worker as it was
 * @param occurredAt when the change was written
 */
public record WorkerUpdated(String runId, Worker worker, Worker before, Instant occurredAt) implements DomainEvent {

    /** Refuses nulls. */
    public WorkerUpdated {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }

    /**
     * What changed.
     *
     * @return each attribute with its old and new value, in words
     */
    public List<String> changes() {
        return before.changesTo(worker);
    }
}
