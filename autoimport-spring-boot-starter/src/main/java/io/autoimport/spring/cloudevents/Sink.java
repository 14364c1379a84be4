package io.autoimport.spring.cloudevents;

import io.autoimport.spring.outbox.OutboxEvent;
import java.util.List;

/** Takes events. */
interface Sink {

    /** The sink for people, without secrets. */
    String description();

    /**
     * Sends events at the same time, and waits for what comes of them, not longer than the timeout. Never throws.
     *
     * @return an answer for each, in the same order
     */
    List<SinkAnswer> send(List<OutboxEvent> events);

    /** Gives up what is being sent, and sends nothing more. */
    void cancel();
}
