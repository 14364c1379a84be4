package io.autoimport.test.event;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.spi.EventPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The events that were published, in their order: an {@link EventPublisher} that remembers. To be checked with
 * {@link io.autoimport.test.assertions.AutoImportAssertions#assertThat(RecordedEvents)}. An event is here from the moment it is
 * published, even if its unit of work is rolled back later. Thread-safe.
 */
public final class RecordedEvents implements EventPublisher {

    private final List<DomainEvent> events = new CopyOnWriteArrayList<>();

    /** Nothing was published yet. */
    public RecordedEvents() {}

    @Override
    public void publish(List<? extends DomainEvent> happened) {
        events.addAll(happened);
    }

    /**
     * All events.
     *
     * @return a snapshot, oldest first
     */
    public List<DomainEvent> all() {
        return List.copyOf(events);
    }

    /**
     * The events of one kind.
     *
     * @param <E> the kind
     * @param kind for example {@code WorkerImported.class}
     * @return a snapshot, oldest first
     */
    public <E extends DomainEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Forgets the events. */
    public void clear() {
        events.clear();
    }
}
