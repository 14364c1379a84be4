package io.autoimport.core.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * When a scan need not ask for everything. An incremental scan finds what is new. What has changed otherwise, or is gone, only
 * a full scan tells, which is why there is one from time to time.
 *
 * @param mode whether there are incremental scans at all
 * @param fullScanEvery after how long a target is scanned in full again, more than zero
 */
public record ScanPolicy(ScanMode mode, Duration fullScanEvery) {

    /** After how long a target is scanned in full again unless said otherwise. */
    public static final Duration DEFAULT_FULL_SCAN_EVERY = Duration.ofHours(24);

    /** Every scan is a full one. */
    public static final ScanPolicy ALWAYS_FULL = new ScanPolicy(ScanMode.FULL, DEFAULT_FULL_SCAN_EVERY);

    /**
     * Checks the policy.
     *
     * @throws IllegalArgumentException if the time is not more than zero
     */
    public ScanPolicy {
        Objects.requireNonNull(mode, "mode");
        if (fullScanEvery.isNegative() || fullScanEvery.isZero()) {
            throw new IllegalArgumentException(
                    "The time between full scans must be more than zero, not " + fullScanEvery);
        }
    }

    /**
     * Tells what the next scans may build on.
     *
     * @param last the last complete scans of targets
     * @param now the time
     * @return those of them on which an incremental scan may build; all other targets need a full one
     */
    public Map<ImportTarget, CompleteScan> basesAmong(Map<ImportTarget, CompleteScan> last, Instant now) {
        Map<ImportTarget, CompleteScan> bases = new HashMap<>(last);
        bases.entrySet().removeIf(entry -> !isBasis(entry.getKey(), entry.getValue(), now));
        return bases;
    }

    private boolean isBasis(ImportTarget target, CompleteScan last, Instant now) {
        boolean byInstance = target.source().criterion() instanceof SearchCriterion.InstanceIds; // each costs the same
        boolean clockSetBack = now.isBefore(last.launchedSince());
        boolean fullScanDue = !now.isBefore(last.fullScanStartedAt().plus(fullScanEvery));
        return mode == ScanMode.INCREMENTAL && last.isOf(target) && !byInstance && !clockSetBack && !fullScanDue;
    }
}
