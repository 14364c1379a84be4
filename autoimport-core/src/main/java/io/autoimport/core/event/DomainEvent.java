package io.autoimport.core.event;

import java.time.Instant;

/** Something that happened. */
public sealed interface DomainEvent permits WorkerImported, WorkerUpdated, WorkerMissing, WorkerRestored, JobCompleted {

    /**
     * The run in which it happened.
     *
     * @return the run's id
     */
    String runId();

    /**
     * When it happened.
     *
     * @return the time by the application's clock
     */
    Instant occurredAt();
}
