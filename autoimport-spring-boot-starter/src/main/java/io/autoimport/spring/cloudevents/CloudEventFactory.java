package io.autoimport.spring.cloudevents;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.event.WorkerMissing;
import io.autoimport.core.event.WorkerRestored;
import io.autoimport.core.event.WorkerUpdated;
import io.autoimport.core.model.Worker;
import io.autoimport.spring.outbox.OutboxEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes CloudEvents of domain events: for the same event always the same one. Thread-safe. */
final class CloudEventFactory {

    static final String CONTENT_TYPE = "application/json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String typePrefix;
    private final URI source;

    CloudEventFactory(String typePrefix, URI source) {
        this.typePrefix = typePrefix;
        this.source = source;
    }

    /** The event as it is kept until it is delivered. */
    OutboxEvent event(DomainEvent event) {
        if (event instanceof WorkerImported imported) {
            Worker worker = imported.worker();
            return event(
                    EventKind.WORKER_IMPORTED,
                    FactId.of(EventKind.WORKER_IMPORTED, worker.instanceId(), imported.runId()),
                    worker.instanceId(),
                    imported.occurredAt(),
                    WorkerData.of(worker));
        } else if (event instanceof WorkerUpdated updated) {
            return updated(updated);
        } else if (event instanceof WorkerMissing missing) {
            Worker worker = missing.worker();
            Map<String, @Nullable Object> data = WorkerData.of(worker);
            data.put("missing_since", missing.occurredAt().toString());
            return event(
                    EventKind.WORKER_MISSING,
                    FactId.of(EventKind.WORKER_MISSING, worker.instanceId(), missing.occurredAt()),
                    worker.instanceId(),
                    missing.occurredAt(),
                    data);
        } else if (event instanceof WorkerRestored restored) {
            Worker worker = restored.worker();
            Map<String, @Nullable Object> data = WorkerData.of(worker);
            data.put("missing_since", restored.missingSince().toString());
            data.put("restored_at", restored.occurredAt().toString());
            return event(
                    EventKind.WORKER_RESTORED,
                    // What was marked missing once is restored once.
                    FactId.of(EventKind.WORKER_RESTORED, worker.instanceId(), restored.missingSince()),
                    worker.instanceId(),
                    restored.occurredAt(),
                    data);
        } else if (event instanceof JobCompleted completed) {
            return event(
                    EventKind.JOB_COMPLETED,
                    FactId.of(EventKind.JOB_COMPLETED, completed.runId()),
                    completed.runId(),
                    completed.occurredAt(),
                    JobData.of(completed.result()));
        }
        throw new IllegalArgumentException("No CloudEvent is known for " + event.getClass());
    }

    private OutboxEvent updated(WorkerUpdated updated) {
        Worker worker = updated.worker();
        Map<String, @Nullable Object> data = WorkerData.of(worker);
        data.put("updated_at", updated.occurredAt().toString());
        data.put("changes", updated.changes());
        data.put("before", WorkerData.before(updated.before(), worker));
        return event(
                EventKind.WORKER_UPDATED,
                // A run may see a worker twice, through two sources; and what changes may change back.
                FactId.of(EventKind.WORKER_UPDATED, worker.instanceId(), updated.runId(), updated.occurredAt()),
                worker.instanceId(),
                updated.occurredAt(),
                data);
    }

    private OutboxEvent event(
            EventKind kind, String id, String subject, Instant time, Map<String, @Nullable Object> data) {
        return new OutboxEvent(
                id,
                kind.type(typePrefix),
                source.toString(),
                subject,
                time.truncatedTo(ChronoUnit.MILLIS), // every store keeps these
                kind.dataSchema().toString(),
                JSON.writeValueAsString(data));
    }

    /** The same as a CloudEvent. */
    static CloudEvent cloudEvent(OutboxEvent event) {
        return CloudEventBuilder.v1()
                .withId(event.id())
                .withType(event.type())
                .withSource(URI.create(event.source()))
                .withSubject(event.subject())
                .withTime(event.time().atOffset(ZoneOffset.UTC))
                .withData(
                        CONTENT_TYPE,
                        URI.create(event.dataSchema()),
                        event.data().getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
