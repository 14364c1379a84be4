package io.autoimport.core.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a target has been doing, over all runs that are on record. Times are of the job store's clock.
 *
 * @param source the name of the source
 * @param region the region
 * @param lastSuccess when it was last complete; null if it never was
 * @param failingSince when it first was not complete since then; null if it was the last time, or was never done
 * @param failure why it was not complete the last time; null exactly if {@code failingSince} is
 * @param completeScan the last scan that an incremental one may build on, by the clock of the node that did it; null if none is
 *     known
 */
public record TargetState(
        String source,
        String region,
        @Nullable Instant lastSuccess,
        @Nullable Instant failingSince,
        @Nullable Failure failure,
        @Nullable CompleteScan completeScan) {

    /**
     * Checks the state.
     *
     * @throws IllegalArgumentException if only one of {@code failingSince} and {@code failure} is there
     */
    public TargetState {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(region, "region");
        if ((failingSince == null) != (failure == null)) {
            throw new IllegalArgumentException("A failing target has a time and a failure");
        }
    }

    /**
     * The state of a target that no run has done yet.
     *
     * @param target the target
     * @return neither a success nor a failure
     */
    public static TargetState unknown(ImportTarget target) {
        return new TargetState(target.source().name(), target.region(), null, null, null, null);
    }

    /**
     * The state after one more run.
     *
     * @param result what the run did for this target
     * @param at when
     * @return the new state
     */
    public TargetState after(TargetResult result, Instant at) {
        @Nullable CompleteScan last = result.completeScan() == null ? completeScan : result.completeScan();
        if (result.failure() == null) {
            return new TargetState(source, region, at, null, null, last);
        }
        return new TargetState(
                source, region, lastSuccess, failingSince == null ? at : failingSince, result.failure(), last);
    }

    /**
     * Whether this is the state of that target.
     *
     * @param otherSource the name of a source
     * @param otherRegion a region
     * @return whether both are the same
     */
    public boolean isOf(String otherSource, String otherRegion) {
        return source.equals(otherSource) && region.equals(otherRegion);
    }
}
