package io.autoimport.core.job;

import io.autoimport.core.command.BulkImportWorkersCommand;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.ScanPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the import job needs to know.
 *
 * @param enabled whether the job runs at all
 * @param interval the time from one run's start to the next, more than zero
 * @param initialDelay the time from the start of the application to the first run, zero or more
 * @param sources what to search; may be empty: then there is nothing to run
 * @param missingSetting the name of a setting without which no source could be made, or null
 * @param createdBy recorded on each worker
 * @param maxConcurrency how many targets are scanned at the same time, at least 1
 * @param maxImportsPerRun how many workers one run imports at most, at least 1; null for no limit
 * @param dryRun whether scheduled runs write nothing
 * @param reconciliation what happens to workers whose instance changed or vanished
 * @param preflight whether the first run asks if everything is allowed that it takes, and what becomes of it if not
 * @param scanPolicy when a scan need not ask for everything
 */
public record AutoImportSettings(
        boolean enabled,
        Duration interval,
        Duration initialDelay,
        List<ImportSource> sources,
        @Nullable String missingSetting,
        String createdBy,
        int maxConcurrency,
        @Nullable Long maxImportsPerRun,
        boolean dryRun,
        Reconciliation reconciliation,
        Preflight preflight,
        ScanPolicy scanPolicy) {

    /** The time between two runs unless said otherwise. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofHours(1);

    /** Who the job says that it is unless said otherwise. */
    public static final String DEFAULT_CREATED_BY = "auto-import-job";

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a time or a number is out of its range, if the creator is blank, or if there is no source and no missing setting
     */
    public AutoImportSettings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("The interval must be more than zero, not " + interval);
        }
        if (initialDelay.isNegative()) {
            throw new IllegalArgumentException("The initial delay must not be negative, and it is " + initialDelay);
        }
        if (createdBy.isBlank()) {
            throw new IllegalArgumentException("The job needs a name to be recorded as the creator of workers");
        }
        if (maxConcurrency < 1 || (maxImportsPerRun != null && maxImportsPerRun < 1)) {
            throw new IllegalArgumentException("maxConcurrency and maxImportsPerRun must be at least 1");
        }
        Objects.requireNonNull(reconciliation, "reconciliation");
        Objects.requireNonNull(preflight, "preflight");
        Objects.requireNonNull(scanPolicy, "scanPolicy");
        sources = List.copyOf(sources);
        if (enabled && sources.isEmpty() && missingSetting == null) {
            throw new IllegalArgumentException("Without a source, the settings must say what is missing");
        }
    }

    /**
     * Settings of a job that does not run.
     *
     * @return the settings
     */
    public static AutoImportSettings disabled() {
        return new AutoImportSettings(
                false,
                DEFAULT_INTERVAL,
                DEFAULT_INTERVAL,
                List.of(),
                null,
                DEFAULT_CREATED_BY,
                BulkImportWorkersCommand.DEFAULT_MAX_CONCURRENCY,
                null,
                false,
                Reconciliation.DEFAULT,
                Preflight.WARN,
                ScanPolicy.ALWAYS_FULL);
    }

    /**
     * Settings of a job that is enabled, with the defaults for everything but the interval and the source.
     *
     * @param interval the time from one run's start to the next
     * @param source what to search
     * @return the settings
     */
    public static AutoImportSettings every(Duration interval, ImportSource source) {
        return new AutoImportSettings(
                true,
                interval,
                interval,
                List.of(source),
                null,
                DEFAULT_CREATED_BY,
                BulkImportWorkersCommand.DEFAULT_MAX_CONCURRENCY,
                null,
                false,
                Reconciliation.DEFAULT,
                Preflight.WARN,
                ScanPolicy.ALWAYS_FULL);
    }
}
