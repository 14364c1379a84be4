package io.autoimport.core.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run did for one target.
 *
 * @param source the name of the source
 * @param region the region
 * @param account the AWS account that owns the instances, or null if none was seen
 * @param scan how much was asked for
 * @param status how much of that was done
 * @param counts what became of the instances
 * @param foundDeregistered how many of the instances found were found only by what EC2 remembers of their AMI, which
 *     is deregistered, disabled or private now
 * @param apiCalls requests that were sent to AWS, retries included
 * @param throttles how many of these AWS refused for too many requests
 * @param warnings what is not an error, and yet worth a look
 * @param failure why not everything was done; null exactly if the target is complete
 * @param completeScan what an incremental scan may build on; null if the target is not complete, if this was a dry run, or
 *     if instances were put off to the next run
 */
public record TargetResult(
        String source,
        String region,
        @Nullable String account,
        ScanMode scan,
        Completeness status,
        ImportCounts counts,
        long foundDeregistered,
        long apiCalls,
        long throttles,
        List<String> warnings,
        @Nullable Failure failure,
        @Nullable CompleteScan completeScan) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a complete target has a failure, or another one has none
     */
    public TargetResult {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(scan, "scan");
        Objects.requireNonNull(counts, "counts");
        warnings = List.copyOf(warnings);
        if ((status == Completeness.COMPLETE) != (failure == null)) {
            throw new IllegalArgumentException("A target is either complete or has a failure");
        }
    }
}
