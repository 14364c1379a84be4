package io.autoimport.spring.cloudevents;

import io.autoimport.spring.outbox.Backlog;
import io.autoimport.spring.outbox.ClaimedEvent;
import io.autoimport.spring.outbox.FailedDelivery;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.outbox.OutboxEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A host's own outbox, in which nothing is ever due. */
final class InMemoryOutbox implements Outbox {

    @Override
    public void add(List<OutboxEvent> events, Runnable committed) {}

    @Override
    public List<ClaimedEvent> claim(int limit, Duration lease) {
        return List.of();
    }

    @Override
    public void remove(Collection<ClaimedEvent> events) {}

    @Override
    public void postpone(Collection<FailedDelivery> failures) {}

    @Override
    public void release(Collection<ClaimedEvent> events) {}

    @Override
    public Backlog backlog() {
        return new Backlog(0, 0, null, null);
    }
}
