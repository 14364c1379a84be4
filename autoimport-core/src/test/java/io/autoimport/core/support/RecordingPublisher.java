package io.autoimport.core.support;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.spi.EventPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was published. */
public final class RecordingPublisher implements EventPublisher {

    private final List<DomainEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void publish(List<? extends DomainEvent> happened) {
        events.addAll(happened);
    }

    public List<DomainEvent> events() {
        return List.copyOf(events);
    }

    public List<String> importedIds() {
        return events.stream()
                .filter(WorkerImported.class::isInstance)
                .map(event -> ((WorkerImported) event).worker().instanceId())
                .toList();
    }

    public List<JobResult> completedRuns() {
        return events.stream()
                .filter(JobCompleted.class::isInstance)
                .map(event -> ((JobCompleted) event).result())
                .toList();
    }
}
