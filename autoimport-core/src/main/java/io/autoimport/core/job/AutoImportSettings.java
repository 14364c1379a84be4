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
            throw new IllegalArgumentException(
                    "A job that is enabled needs a source, or must be told what setting is missing");
        }
    }

    /**
     * Settings of a job that does not run.
     *
     * @return the settings
     */
    public static AutoImportSettings disabled() {
        return new Builder(List.of()).enabled(false).build();
    }

    /**
     * Settings of a job that is enabled, with the defaults for everything but the interval and the sources.
     *
     * @param interval the time from one run's start to the next, and to the first one
     * @param sources what to search; at least one
     * @return the settings
     * @throws IllegalArgumentException if the interval is not more than zero, or if there is no source
     */
    public static AutoImportSettings every(Duration interval, ImportSource... sources) {
        return of(sources).interval(interval).build();
    }

    /**
     * Begins settings of a job that is enabled.
     *
     * @param sources what to search; at least one
     * @return a builder
     */
    public static Builder of(ImportSource... sources) {
        return new Builder(List.of(sources));
    }

    /** Collects what makes settings. Not thread-safe. */
    public static final class Builder {

        private final List<ImportSource> sources;
        private boolean enabled = true;
        private Duration interval = DEFAULT_INTERVAL;
        private @Nullable Duration initialDelay;
        private String createdBy = DEFAULT_CREATED_BY;
        private int maxConcurrency = BulkImportWorkersCommand.DEFAULT_MAX_CONCURRENCY;
        private @Nullable Long maxImportsPerRun;
        private boolean dryRun;
        private Reconciliation reconciliation = Reconciliation.DEFAULT;
        private Preflight preflight = Preflight.WARN;
        private ScanPolicy scanPolicy = ScanPolicy.ALWAYS_FULL;

        private Builder(List<ImportSource> sources) {
            this.sources = sources;
        }

        /**
         * Whether the job runs at all; it does if not set.
         *
         * @param enabled whether it does
         * @return this builder
         */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * The time from one run's start to the next; {@link #DEFAULT_INTERVAL} if not set.
         *
         * @param interval more than zero
         * @return this builder
         */
        public Builder interval(Duration interval) {
            this.interval = interval;
            return this;
        }

        /**
         * The time from the start of the application to the first run; the interval if not set.
         *
         * @param initialDelay zero or more
         * @return this builder
         */
        public Builder initialDelay(Duration initialDelay) {
            this.initialDelay = initialDelay;
            return this;
        }

        /**
         * Who is recorded on each worker; {@link #DEFAULT_CREATED_BY} if not set.
         *
         * @param createdBy any text that is not blank
         * @return this builder
         */
        public Builder createdBy(String createdBy) {
            this.createdBy = createdBy;
            return this;
        }

        /**
         * How many targets are scanned at the same time; {@value BulkImportWorkersCommand#DEFAULT_MAX_CONCURRENCY} if not
         * set.
         *
         * @param maxConcurrency at least 1
         * @return this builder
         */
        public Builder maxConcurrency(int maxConcurrency) {
            this.maxConcurrency = maxConcurrency;
            return this;
        }

        /**
         * How many workers one run imports at most; any number if not set.
         *
         * @param maxImportsPerRun at least 1; null for no limit
         * @return this builder
         */
        public Builder maxImportsPerRun(@Nullable Long maxImportsPerRun) {
            this.maxImportsPerRun = maxImportsPerRun;
            return this;
        }

        /**
         * Whether scheduled runs write nothing; they do if not set.
         *
         * @param dryRun true to write nothing
         * @return this builder
         */
        public Builder dryRun(boolean dryRun) {
            this.dryRun = dryRun;
            return this;
        }

        /**
         * What happens to workers whose instance changed or vanished; {@link Reconciliation#DEFAULT} if not set.
         *
         * @param reconciliation what happens
         * @return this builder
         */
        public Builder reconciliation(Reconciliation reconciliation) {
            this.reconciliation = reconciliation;
            return this;
        }

        /**
         * Whether the first run asks if everything is allowed that it takes; {@link Preflight#WARN} if not set.
         *
         * @param preflight what becomes of a target to which something is not allowed
         * @return this builder
         */
        public Builder preflight(Preflight preflight) {
            this.preflight = preflight;
            return this;
        }

        /**
         * When a scan need not ask for everything; {@link ScanPolicy#ALWAYS_FULL} if not set.
         *
         * @param scanPolicy when
         * @return this builder
         */
        public Builder scanPolicy(ScanPolicy scanPolicy) {
            this.scanPolicy = scanPolicy;
            return this;
        }

        /**
         * Makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if something is missing or out of range
         */
        public AutoImportSettings build() {
            return new AutoImportSettings(
                    enabled,
                    interval,
                    initialDelay == null ? interval : initialDelay,
                    sources,
                    null,
                    createdBy,
                    maxConcurrency,
                    maxImportsPerRun,
                    dryRun,
                    reconciliation,
                    preflight,
                    scanPolicy);
        }
    }
}
