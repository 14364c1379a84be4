package io.autoimport.spring.outbox;

import java.util.Objects;

/**
 * An event that this node may deliver, and no other node meanwhile.
 *
 * @param row identifies it in the outbox
 * @param claim how often it was claimed: a claim that came later has another number
 * @param failures how many deliveries failed so far
 * @param event what to deliver
 */
public record ClaimedEvent(long row, long claim, int failures, OutboxEvent event) {

    /** Refuses null. */
    public ClaimedEvent {
        Objects.requireNonNull(event, "event");
    }
}
