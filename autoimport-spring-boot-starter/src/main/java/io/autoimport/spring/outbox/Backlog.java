package io.autoimport.spring.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be delivered.
 *
 * @param waiting how many events wait
 * @param failing how many of these were tried already, without success
 * @param oldestAge how long the oldest of them waits, by the database's clock; null if none waits
 * @param lastFailure the latest failed delivery of an event that still waits; null if there is none
 */
public record Backlog(
        long waiting,
        long failing,
        @Nullable Duration oldestAge,
        @Nullable LastFailure lastFailure) {

    /**
     * The latest failed delivery.
     *
     * @param at when, by the database's clock
     * @param eventId the id of the event
     * @param subject what it is about: an instance id or a run id
     * @param failures how many deliveries of it failed so far
     * @param reason why it failed
     */
    public record LastFailure(Instant at, String eventId, String subject, int failures, String reason) {}
}
