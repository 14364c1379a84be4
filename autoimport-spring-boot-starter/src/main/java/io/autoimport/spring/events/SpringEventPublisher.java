package io.autoimport.spring.events;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.spi.EventPublisher;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes each domain event as an application event, on the calling thread and in its transaction. */
final class SpringEventPublisher implements EventPublisher {

    private final ApplicationEventPublisher publisher;

    SpringEventPublisher(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void publish(List<? extends DomainEvent> events) {
        events.forEach(publisher::publishEvent);
    }
}
