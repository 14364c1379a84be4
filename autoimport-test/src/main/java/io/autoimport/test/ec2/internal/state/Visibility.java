package io.autoimport.test.ec2.internal.state;

import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gets to see of the truth at a moment.
 *
 * @param now the time by the simulator's clock
 * @param listingLag how long a fresh instance is not listed
 * @param tagLag how long the tags of a fresh instance are not shown
 */
public record Visibility(Instant now, Duration listingLag, Duration tagLag) {

    /** The whole truth. */
    public static Visibility complete(Instant now) {
        return new Visibility(now, Duration.ZERO, Duration.ZERO);
    }

    /** The instance as the caller sees it, or null if the caller does not. */
    @Nullable
    SimulatedInstance show(SimulatedInstance instance) {
        if (instance.isForgotten(now) || isWithin(listingLag, instance)) {
            return null;
        }
        return isWithin(tagLag, instance) ? instance.withTags(Map.of()) : instance;
    }

    private boolean isWithin(Duration lag, SimulatedInstance instance) {
        return !lag.isZero() && now.isBefore(instance.createdAt().plus(lag));
    }
}
