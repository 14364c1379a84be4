package io.autoimport.core.telemetry;

import io.autoimport.core.model.ImportTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the gauges of the import show. It is asked whenever somebody looks. Implementations must be thread-safe. */
public interface ImportGauges {

    /**
     * The targets that have an age.
     *
     * @return those that are configured; always the same
     */
    List<ImportTarget> targets();

    /**
     * How long a target has had no success.
     *
     * @param target one of {@link #targets}
     * @return empty if that can't be told now
     */
    Optional<Duration> lastSuccessAge(ImportTarget target);

    /**
     * The time from one run's start to the next.
     *
     * @return more than zero
     */
    Duration interval();

    /**
     * Whether there is an outbox at all.
     *
     * @return always the same
     */
    boolean hasOutbox();

    /**
     * How many events wait to be delivered.
     *
     * @return empty if there is no outbox, or if that can't be told now
     */
    OptionalLong outboxBacklog();
}
