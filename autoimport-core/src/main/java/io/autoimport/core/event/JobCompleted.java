package io.autoimport.core.event;

import io.autoimport.core.model.JobResult;
import java.time.Instant;
import java.util.Objects;

/**
 * A run ended, however it did: published for every {@linkplain io.autoimport.core.model.JobStatus status}.
 *
 * @param result what it did
 */
public record JobCompleted(JobResult result) implements DomainEvent {

    /** Refuses null. */
    public JobCompleted {
        Objects.requireNonNull(result, "result");
    }

    @Override
    public String runId() {
        return result.runId();
    }

    @Override
    public Instant occurredAt() {
        return result.startedAt().plus(result.duration());
    }
}
