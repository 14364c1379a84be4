package io.autoimport.core.model;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run did.
 *
 * @param runId identifies the run in logs, spans and events
 * @param status how it ended
 * @param reason why it was skipped or did not succeed; null if it succeeded
 * @param totals what became of the instances of all targets
 * @param importedWorkerIds the instance ids of the workers imported, at most {@value #MAX_IMPORTED_WORKER_IDS}
 * @param truncated whether more workers were imported than {@code importedWorkerIds} tells
 * @param startedAt when it began
 * @param duration how long it took
 * @param dryRun whether nothing was to be written; the counts then tell what would have been
 * @param apiCalls requests that were sent to AWS, retries included
 * @param warnings what is not an error, and yet worth a look
 * @param targets what was done for each target; empty if the run was skipped
 * @param plan what a dry run would have changed; null if it was none
 */
public record JobResult(
        String runId,
        JobStatus status,
        @Nullable String reason,
        ImportCounts totals,
        List<String> importedWorkerIds,
        boolean truncated,
        Instant startedAt,
        Duration duration,
        boolean dryRun,
        long apiCalls,
        List<String> warnings,
        List<TargetResult> targets,
        @Nullable ImportPlan plan) {

    /** How many ids of imported workers a result carries at most. */
    public static final int MAX_IMPORTED_WORKER_IDS = 10_000;

    /** Checks and copies. */
    public JobResult {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(totals, "totals");
        importedWorkerIds = List.copyOf(importedWorkerIds);
        warnings = List.copyOf(warnings);
        targets = List.copyOf(targets);
    }

    /**
     * The result of a run that did not take place.
     *
     * @param runId identifies the run
     * @param reason why not
     * @param at when it would have begun
     * @param dryRun whether it would have been a dry run
     * @return a result with status {@link JobStatus#SKIPPED}
     */
    public static JobResult skipped(String runId, String reason, Instant at, boolean dryRun) {
        return withoutTargets(runId, JobStatus.SKIPPED, reason, at, Duration.ZERO, dryRun);
    }

    /**
     * The result of a run that could not begin.
     *
     * @param runId identifies the run
     * @param reason what kept it from beginning
     * @param at when it should have begun
     * @param dryRun whether it would have been a dry run
     * @return a result with status {@link JobStatus#FAILED}
     */
    public static JobResult failed(String runId, String reason, Instant at, boolean dryRun) {
        return withoutTargets(runId, JobStatus.FAILED, reason, at, Duration.ZERO, dryRun);
    }

    /**
     * The result of a run that an unexpected exception ended.
     *
     * @param runId identifies the run
     * @param exception what ended it
     * @param startedAt when it began
     * @param duration how long it took
     * @param dryRun whether it was a dry run
     * @return a result with status {@link JobStatus#ERROR}
     */
    public static JobResult error(
            String runId, Throwable exception, Instant startedAt, Duration duration, boolean dryRun) {
        String reason = Failure.of(FailureCause.UNEXPECTED, exception).describe();
        return withoutTargets(runId, JobStatus.ERROR, reason, startedAt, duration, dryRun);
    }

    /**
     * The time between two moments by a clock that may have been set back meanwhile.
     *
     * @param from the earlier one
     * @param to the later one
     * @return never less than zero
     */
    public static Duration elapsed(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    private static JobResult withoutTargets(
            String runId, JobStatus status, String reason, Instant startedAt, Duration duration, boolean dryRun) {
        return new JobResult(
                runId,
                status,
                reason,
                ImportCounts.NONE,
                List.of(),
                false,
                startedAt,
                duration,
                dryRun,
                0,
                List.of(),
                List.of(),
                null);
    }

    /**
     * The same result with fewer ids of imported workers, and fewer planned changes.
     *
     * @param maxEntries how many of each to keep; zero or more
     * @return the shorter result
     */
    public JobResult abridged(int maxEntries) {
        boolean tooMany = importedWorkerIds.size() > maxEntries;
        return new JobResult(
                runId,
                status,
                reason,
                totals,
                tooMany ? importedWorkerIds.subList(0, maxEntries) : importedWorkerIds,
                truncated || tooMany,
                startedAt,
                duration,
                dryRun,
                apiCalls,
                warnings,
                targets,
                plan == null ? null : plan.abridged(maxEntries));
    }

    /**
     * Instances that AWS reported, each once within a page.
     *
     * @return imported + skipped + failed
     */
    public long totalFound() {
        return totals.found();
    }

    /**
     * Workers that were inserted; in a dry run, that would have been.
     *
     * @return zero or more
     */
    public long totalImported() {
        return totals.imported();
    }

    /**
     * Instances that were known already, ignored, or put off to the next run.
     *
     * @return zero or more
     */
    public long totalSkipped() {
        return totals.skipped();
    }

    /**
     * Known workers that were changed.
     *
     * @return zero or more
     */
    public long totalUpdated() {
        return totals.updated();
    }

    /**
     * Workers that were marked missing, or are only reported to be.
     *
     * @return zero or more
     */
    public long totalMissing() {
        return totals.missing();
    }

    /**
     * Workers that were marked missing, and are back.
     *
     * @return zero or more
     */
    public long totalRestored() {
        return totals.restored();
    }

    /**
     * Instances that should have been imported and could not be.
     *
     * @return zero or more
     */
    public long totalFailed() {
        return totals.failed();
    }

    /**
     * The result as the dictionary that the Python system returns.
     *
     * @return {@code status}, {@code total_found}, {@code total_imported}, {@code total_skipped},
     *     {@code imported_worker_ids}, and {@code reason} if the run was skipped
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", status.code());
        map.put("total_found", totalFound());
        map.put("total_imported", totalImported());
        map.put("total_skipped", totalSkipped());
        map.put("imported_worker_ids", importedWorkerIds);
        if (status == JobStatus.SKIPPED && reason != null) {
            map.put("reason", reason);
        }
        return map;
    }
}
