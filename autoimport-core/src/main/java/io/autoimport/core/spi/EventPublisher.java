package io.autoimport.core.spi;

import io.autoimport.core.event.DomainEvent;
import java.util.List;

/**
 * Tells the host what happened. Called inside the {@linkplain UnitOfWork unit of work} in which it happened; what it
 * throws there rolls that unit back. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface EventPublisher {

    /** Tells nobody. */
    EventPublisher NONE = events -> {};

    /**
     * Publishes events.
     *
     * @param events what happened, in order; at least one
     */
    void publish(List<? extends DomainEvent> events);
}
