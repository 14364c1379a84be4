package io.autoimport.core.spi;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a scan went.
 *
 * @param completeness how much of the target was seen
 * @param failure why not everything was; null if everything was, or if the consumer ended the scan
 * @param account the AWS account that owns the instances, or null if none was seen
 * @param foundDeregistered how many of the instances handed over were found only by what EC2 remembers of their AMI
 * @param apiCalls requests sent, retries included
 * @param throttles how many of these AWS refused for too many requests
 * @param warnings what is not an error, and yet worth a look
 */
public record ScanOutcome(
        Completeness completeness,
        @Nullable Failure failure,
        @Nullable String account,
        long foundDeregistered,
        long apiCalls,
        long throttles,
        List<String> warnings) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a complete scan has a failure, or a failed one has none
     */
    public ScanOutcome {
        Objects.requireNonNull(completeness, "completeness");
        warnings = List.copyOf(warnings);
        if (completeness == Completeness.COMPLETE && failure != null) {
            throw new IllegalArgumentException("A complete scan has no failure: " + failure.describe());
        }
        if (completeness == Completeness.FAILED && failure == null) {
            throw new IllegalArgumentException("A failed scan must say why");
        }
    }

    /**
     * A scan that saw everything there is.
     *
     * @param apiCalls requests sent, retries included
     * @param warnings what is worth a look; may be empty
     * @return the outcome
     */
    public static ScanOutcome complete(long apiCalls, String... warnings) {
        return new ScanOutcome(Completeness.COMPLETE, null, null, 0, apiCalls, 0, List.of(warnings));
    }

    /**
     * A scan that failed.
     *
     * @param failure why
     * @param anyPageSeen whether pages were handed over before it failed
     * @param apiCalls requests sent, retries included
     * @return a partial outcome if pages were seen, else a failed one
     */
    public static ScanOutcome failed(Failure failure, boolean anyPageSeen, long apiCalls) {
        Completeness completeness = anyPageSeen ? Completeness.PARTIAL : Completeness.FAILED;
        return new ScanOutcome(completeness, failure, null, 0, apiCalls, 0, List.of());
    }

    /**
     * A scan that its consumer ended.
     *
     * @param apiCalls requests sent, retries included
     * @return a partial outcome without a failure
     */
    public static ScanOutcome stopped(long apiCalls) {
        return new ScanOutcome(Completeness.PARTIAL, null, null, 0, apiCalls, 0, List.of());
    }

    /**
     * Names the account.
     *
     * @param account the AWS account that owns the instances, or null if none was seen
     * @return this outcome with that account
     */
    public ScanOutcome inAccount(@Nullable String account) {
        return new ScanOutcome(completeness, failure, account, foundDeregistered, apiCalls, throttles, warnings);
    }

    /**
     * Tells of instances whose AMI is gone.
     *
     * @param found how many instances were found only by what EC2 remembers of their AMI
     * @return this outcome with that number
     */
    public ScanOutcome withFoundDeregistered(long found) {
        return new ScanOutcome(completeness, failure, account, found, apiCalls, throttles, warnings);
    }

    /**
     * Tells of throttling.
     *
     * @param count how many of the requests AWS refused for too many requests
     * @return this outcome with that number
     */
    public ScanOutcome withThrottles(long count) {
        return new ScanOutcome(completeness, failure, account, foundDeregistered, apiCalls, count, warnings);
    }
}
