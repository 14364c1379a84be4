package io.autoimport.spring.workers;

import io.autoimport.core.event.DomainEvent;
import java.util.List;

/**
 * Gets what happened after the {@link io.autoimport.core.spi.EventPublisher}, the starter's or the host's own, in the same
 * unit of work: what it throws there rolls that unit back. Any number of beans. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface EventRelay {

    /**
     * Passes events on.
     *
     * @param events what happened, in order; at least one
     */
    void relay(List<? extends DomainEvent> events);
}
