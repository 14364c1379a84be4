package io.autoimport.spring.actuator;

import io.autoimport.core.model.Text;
import io.autoimport.spring.outbox.Backlog;
import io.autoimport.spring.outbox.Outbox;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be delivered to the sink, as the endpoint shows it.
 *
 * @param waiting how many events wait; null if the outbox can't be read
 * @param failing how many of these were tried already, without success; null if the outbox can't be read
 * @param oldestAge how long the oldest of them waits, ISO 8601; null if none waits
 * @param lastFailure the latest failed delivery of an event that still waits; null if there is none
 * @param error why the outbox can't be read; null if it can
 */
public record OutboxDescriptor(
        @Nullable Long waiting,
        @Nullable Long failing,
        @Nullable String oldestAge,
        @Nullable FailureDescriptor lastFailure,
        @Nullable String error) {

    /**
     * A failed delivery.
     *
     * @param at when, ISO 8601 in UTC
     * @param eventId the id of the event
     * @param subject what it is about: an instance id or a run id
     * @param failures how many deliveries of it failed so far
     * @param reason why it failed
     */
    public record FailureDescriptor(String at, String eventId, String subject, int failures, String reason) {}

    // A database that is down must not hide what else there is to know.
    static OutboxDescriptor of(Outbox outbox) {
        try {
            return of(outbox.backlog());
        } catch (RuntimeException e) {
            return new OutboxDescriptor(null, null, null, null, Text.singleLine(e.toString()));
        }
    }

    private static OutboxDescriptor of(Backlog backlog) {
        @Nullable Duration age = backlog.oldestAge();
        Backlog.@Nullable LastFailure failure = backlog.lastFailure();
        return new OutboxDescriptor(
                backlog.waiting(),
                backlog.failing(),
                age == null ? null : age.toString(),
                failure == null
                        ? null
                        : new FailureDescriptor(
                                failure.at().toString(),
                                failure.eventId(),
                                failure.subject(),
                                failure.failures(),
                                failure.reason()),
                null);
    }
}
