package io.autoimport.core.model;

import java.util.Objects;

/**
 * What happens to workers whose instance changed or vanished. Only workers that the import created are ever touched.
 *
 * @param update whether workers whose instance changed are updated
 * @param missing what happens to those that complete scans show no more
 * @param missingAfter how many complete scans in a row must not show a worker before it counts as missing, 1 to 1,000
 * @param maxMissingPercent how many percent of a target's workers may be found missing in one run, 0 to 100. If there
 *     are more, none is
 */
public record Reconciliation(boolean update, MissingPolicy missing, int missingAfter, int maxMissingPercent) {

    /** How many complete scans must not show a worker unless said otherwise. */
    public static final int DEFAULT_MISSING_AFTER = 3;

    /** How many percent of a target's workers may be found missing in one run unless said otherwise. */
    public static final int DEFAULT_MAX_MISSING_PERCENT = 20;

    /** Updates what changed, and reports what is missing. */
    public static final Reconciliation DEFAULT =
            new Reconciliation(true, MissingPolicy.REPORT, DEFAULT_MISSING_AFTER, DEFAULT_MAX_MISSING_PERCENT);

    /** Updates what changed, and draws no conclusion from what was not found. */
    public static final Reconciliation UPDATES_ONLY = DEFAULT.withMissing(MissingPolicy.OFF);

    private static final int MAX_MISSING_AFTER = 1_000;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Reconciliation {
        Objects.requireNonNull(missing, "missing");
        if (missingAfter < 1 || missingAfter > MAX_MISSING_AFTER) {
            throw new IllegalArgumentException("a worker can be missing after 1 to " + MAX_MISSING_AFTER
                    + " scans that did not show it, not after " + missingAfter);
        }
        if (maxMissingPercent < 0 || maxMissingPercent > 100) {
            throw new IllegalArgumentException("a share is 0 to 100 percent, not " + maxMissingPercent);
        }
    }

    /**
     * Another policy.
     *
     * @param policy what happens to workers that complete scans show no more
     * @return these settings with that policy
     */
    public Reconciliation withMissing(MissingPolicy policy) {
        return new Reconciliation(update, policy, missingAfter, maxMissingPercent);
    }

    /**
     * Tells whether so many missing workers are more than can be believed.
     *
     * @param missing how many workers of a target are missing
     * @param all how many workers the target has
     * @return whether that is more than {@code maxMissingPercent} of them
     */
    public boolean isTooMany(long missing, long all) {
        return missing * 100 > all * maxMissingPercent;
    }
}
