package io.autoimport.spring.outbox;

import io.autoimport.core.model.Text;
import java.time.Duration;
import java.util.Objects;

/**
 * An event that could not be delivered.
 *
 * @param claimed the event
 * @param reason why, in one line of at most {@value #MAX_REASON} characters
 * @param retryAfter how long to wait before the next try, zero or more
 */
public record FailedDelivery(ClaimedEvent claimed, String reason, Duration retryAfter) {

    /** How long a reason is at most. */
    public static final int MAX_REASON = 500;

    /** Cleans and cuts the reason. */
    public FailedDelivery {
        Objects.requireNonNull(claimed, "claimed");
        Objects.requireNonNull(retryAfter, "retryAfter");
        String line = Text.singleLine(reason);
        reason = line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON);
    }
}
