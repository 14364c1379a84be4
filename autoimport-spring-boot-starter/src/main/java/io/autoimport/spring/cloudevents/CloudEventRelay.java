package io.autoimport.spring.cloudevents;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.spring.outbox.OutboxEvent;
import io.autoimport.spring.workers.EventRelay;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Offers each domain event as a CloudEvent to the listeners of the application, and keeps it for the sink if there is one.
 * Thread-safe.
 */
final class CloudEventRelay implements EventRelay {

    private final CloudEventFactory factory;
    private final ApplicationEventPublisher publisher;
    private final @Nullable OutboxDelivery delivery;

    CloudEventRelay(CloudEventFactory factory, ApplicationEventPublisher publisher, @Nullable OutboxDelivery delivery) {
        this.factory = factory;
        this.publisher = publisher;
        this.delivery = delivery;
    }

    @Override
    public void relay(List<? extends DomainEvent> events) {
        List<OutboxEvent> cloudEvents = events.stream().map(factory::event).toList();
        cloudEvents.forEach(event -> publisher.publishEvent(CloudEventFactory.cloudEvent(event)));
        if (delivery != null) {
            delivery.add(cloudEvents);
        }
    }
}
