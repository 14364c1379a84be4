package io.autoimport.spring.cloudevents;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt to deliver an event.
 *
 * @param outcome how it came out
 * @param reason why it was not delivered, without secrets; null if it was
 * @param retryAfter how long the sink asks to wait, zero if it does not say
 */
record SinkAnswer(Outcome outcome, @Nullable String reason, Duration retryAfter) {

    enum Outcome {
        /** The sink has it. */
        DELIVERED,
        /** The sink does not want it, or could not be reached. */
        FAILED,
        /** The application ends: whether the sink has it is not known. */
        CANCELLED
    }

    static final SinkAnswer DELIVERED = new SinkAnswer(Outcome.DELIVERED, null, Duration.ZERO);

    static final SinkAnswer CANCELLED = new SinkAnswer(Outcome.CANCELLED, null, Duration.ZERO);

    static SinkAnswer failed(String reason, Duration retryAfter) {
        return new SinkAnswer(Outcome.FAILED, reason, retryAfter);
    }

    static SinkAnswer failed(String reason) {
        return failed(reason, Duration.ZERO);
    }
}
