package io.autoimport.spring.outbox;

import java.time.Instant;
import java.util.Objects;

/**
 * An event to be delivered: the attributes of a CloudEvent, and its data.
 *
 * @param id tells it from all others of its source; the same fact has the same id
 * @param type what happened
 * @param source where it happened, a URI reference
 * @param subject what it happened to; events of the same subject are delivered in order
 * @param time when it happened
 * @param dataSchema what the data look like, a URI
 * @param data JSON
 */
public record OutboxEvent(
        String id, String type, String source, String subject, Instant time, String dataSchema, String data) {

    /** Refuses nulls. */
    public OutboxEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(dataSchema, "dataSchema");
        Objects.requireNonNull(data, "data");
    }
}
