package io.autoimport.core.command;

import io.autoimport.core.model.CompleteScan;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.Reconciliation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Imports all instances that match, as workers. The scheduled job and a manual import send the same command:
 *
 * <pre>{@code
 * mediator.send(BulkImportWorkersCommand.of(
 *                 ImportSource.named("manual").regions("eu-west-1").amiName("CML-2.7.0-*").build())
 *         .createdBy("alice")
 *         .build());
 * }</pre>
 *
 * @param runId identifies the run in results, logs, spans and events
 * @param sources what to search for and where; at least one, each name once
 * @param createdBy who asks; recorded on each worker
 * @param maxConcurrency how many targets are scanned at the same time, at least 1
 * @param maxImports how many workers to import at most, at least 1; null for no limit
 * @param dryRun whether to find out what would be done, and write nothing
 * @param reconciliation what happens to workers whose instance changed or vanished
 * @param preflight whether to ask first if everything is allowed that it takes, and what becomes of a target if not
 * @param bases the targets of which only that is asked for which is new since an earlier scan, with that scan; all others
 *     are scanned in full
 */
public record BulkImportWorkersCommand(
        String runId,
        List<ImportSource> sources,
        String createdBy,
        int maxConcurrency,
        @Nullable Long maxImports,
        boolean dryRun,
        Reconciliation reconciliation,
        Preflight preflight,
        Map<ImportTarget, CompleteScan> bases)
        implements Command<JobResult> {

    /** How many targets are scanned at the same time unless said otherwise. */
    public static final int DEFAULT_MAX_CONCURRENCY = 8;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no source, if two have the same name, if nobody asks, or if a
     *     number is out of its range
     */
    public BulkImportWorkersCommand {
        Objects.requireNonNull(runId, "runId");
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("An import needs at least one source");
        }
        Objects.requireNonNull(reconciliation, "reconciliation");
        Objects.requireNonNull(preflight, "preflight");
        bases = Map.copyOf(bases);
        Set<String> names = new HashSet<>();
        for (ImportSource source : sources) {
            if (!names.add(source.name())) {
                throw new IllegalArgumentException("Two sources are named " + source.name());
            }
        }
        if (createdBy.isBlank()) {
            throw new IllegalArgumentException("An import needs to know who asks for it");
        }
        if (maxConcurrency < 1) {
            throw new IllegalArgumentException("maxConcurrency must be at least 1, not " + maxConcurrency);
        }
        if (maxImports != null && maxImports < 1) {
            throw new IllegalArgumentException("maxImports must be at least 1, not " + maxImports);
        }
    }

    /**
     * Begins a command.
     *
     * @param sources what to search for and where; at least one
     * @return a builder
     */
    public static Builder of(ImportSource... sources) {
        return of(List.of(sources));
    }

    /**
     * Begins a command.
     *
     * @param sources what to search for and where; at least one
     * @return a builder
     */
    public static Builder of(List<ImportSource> sources) {
        return new Builder(sources);
    }

    /**
     * What is to be done, one by one.
     *
     * @return each source in each of its regions
     */
    public List<ImportTarget> targets() {
        return sources.stream().flatMap(source -> source.targets().stream()).toList();
    }

    /** Collects what makes a command. Not thread-safe. */
    public static final class Builder {

        private final List<ImportSource> sources;
        private String runId = UUID.randomUUID().toString();
        private String createdBy = "";
        private int maxConcurrency = DEFAULT_MAX_CONCURRENCY;
        private @Nullable Long maxImports;
        private boolean dryRun;
        private Reconciliation reconciliation = Reconciliation.UPDATES_ONLY;
        private Preflight preflight = Preflight.OFF;
        private Map<ImportTarget, CompleteScan> bases = Map.of();

        private Builder(List<ImportSource> sources) {
            this.sources = sources;
        }

        /**
         * Identifies the run; a random UUID if not set.
         *
         * @param runId any text
         * @return this builder
         */
        public Builder runId(String runId) {
            this.runId = runId;
            return this;
        }

        /**
         * Who asks. Required.
         *
         * @param createdBy a user, or the name of a job
         * @return this builder
         */
        public Builder createdBy(String createdBy) {
            this.createdBy = createdBy;
            return this;
        }

        /**
         * How many targets are scanned at the same time.
         *
         * @param maxConcurrency at least 1
         * @return this builder
         */
        public Builder maxConcurrency(int maxConcurrency) {
            this.maxConcurrency = maxConcurrency;
            return this;
        }

        /**
         * How many workers to import at most.
         *
         * @param maxImports at least 1; null for no limit
         * @return this builder
         */
        public Builder maxImports(@Nullable Long maxImports) {
            this.maxImports = maxImports;
            return this;
        }

        /**
         * Whether to write nothing.
         *
         * @param dryRun true to find out what would be done
         * @return this builder
         */
        public Builder dryRun(boolean dryRun) {
            this.dryRun = dryRun;
            return this;
        }

        /**
         * What happens to workers whose instance changed or vanished; {@link Reconciliation#UPDATES_ONLY} if not set.
         * To look for missing workers is for those who search the same sources again and again: what one search of a
         * source did not show may have been imported by another one under the same name.
         *
         * @param reconciliation the settings
         * @return this builder
         */
        public Builder reconciliation(Reconciliation reconciliation) {
            this.reconciliation = reconciliation;
            return this;
        }

        /**
         * Whether to ask first if everything is allowed that it takes; {@link Preflight#OFF} if not set.
         *
         * @param preflight what becomes of a target to which something is not allowed
         * @return this builder
         */
        public Builder preflight(Preflight preflight) {
            this.preflight = preflight;
            return this;
        }

        /**
         * What to scan incrementally; nothing if not set. Workers that are missing are not looked for where not everything
         * is asked for.
         *
         * @param bases targets of these sources, each with the complete scan to build on
         * @return this builder
         */
        public Builder bases(Map<ImportTarget, CompleteScan> bases) {
            this.bases = bases;
            return this;
        }

        /**
         * Makes the command.
         *
         * @return the command
         * @throws IllegalArgumentException if something is missing or out of range
         */
        public BulkImportWorkersCommand build() {
            return new BulkImportWorkersCommand(
                    runId, sources, createdBy, maxConcurrency, maxImports, dryRun, reconciliation, preflight, bases);
        }
    }
}
