package io.autoimport.core.job;

import io.autoimport.core.command.BulkImportWorkersCommand;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.model.CompleteScan;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.ScanMode;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.ImportListeners;
import io.autoimport.core.telemetry.Observation;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Imports, again and again, the instances that match the configured sources. Never throws into whatever schedules it,
 * and never overlaps with itself in this process. Thread-safe.
 */
public final class AutoImportWorkersJob implements RecurrentJob {

    /** The name of the job. */
    public static final String NAME = "auto-import-workers";

    /** Why a run is skipped while another one goes on. */
    public static final String IN_PROGRESS = "another run is in progress";

    private final AutoImportSettings settings;
    private final JobLog log;
    private final Mediator mediator;
    private final EventPublisher events;
    private final ImportListener listener;
    private final ScanHistory scans;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean preflightDone;
    private volatile @Nullable JobResult lastResult;

    /**
     * Makes the job.
     *
     * @param settings what to do
     * @param mediator takes the import command
     * @param events is told when a run is over, however it ended
     * @param listener watches
     * @param scans knows what incremental scans may build on
     * @param clock tells the time
     */
    @Inject
    public AutoImportWorkersJob(
            AutoImportSettings settings,
            Mediator mediator,
            EventPublisher events,
            ImportListener listener,
            ScanHistory scans,
            Clock clock) {
        this.settings = settings;
        this.log = new JobLog(settings);
        this.mediator = mediator;
        this.events = events;
        this.listener = ImportListeners.of(listener);
        this.scans = scans;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return settings.interval();
    }

    @Override
    public Duration initialDelay() {
        return settings.initialDelay();
    }

    @Override
    public boolean isEnabled() {
        return settings.enabled();
    }

    @Override
    public void run() {
        execute();
    }

    /** Reports a result, {@link io.autoimport.core.model.JobStatus#FAILED}, that names the cause. */
    @Override
    public void couldNotRun(Throwable cause) {
        String reason = "The store of the job's due time can't be reached: "
                + Failure.of(FailureCause.REPOSITORY, cause).describe();
        JobResult result = JobResult.failed(UUID.randomUUID().toString(), reason, clock.instant(), settings.dryRun());
        lastResult = result;
        listener.notRun(result);
        report(result);
    }

    /**
     * Runs once, now, on the calling thread, just as a scheduled run.
     *
     * @return what the run did
     * @see #execute(Boolean, boolean)
     */
    public JobResult execute() {
        return execute(null, false);
    }

    /**
     * Runs once, now, on the calling thread.
     *
     * @param dryRun whether to write nothing
     * @return what the run did
     * @see #execute(Boolean, boolean)
     */
    public JobResult execute(boolean dryRun) {
        return execute(dryRun, false);
    }

    /**
     * Runs once, now, on the calling thread. An interrupt makes it stop after the pages at hand.
     *
     * @param dryRunOrNull whether to write nothing; as a scheduled run if null
     * @param fullScan whether to ask for everything, even where only what is new would do
     * @return what the run did; {@link io.autoimport.core.model.JobStatus#SKIPPED} if another one is in progress
     */
    public JobResult execute(@Nullable Boolean dryRunOrNull, boolean fullScan) {
        boolean dryRun = isDryRun(dryRunOrNull);
        String runId = UUID.randomUUID().toString();
        if (!running.compareAndSet(false, true)) {
            return skip(runId, IN_PROGRESS, dryRun);
        }
        try {
            return observed(runId, dryRun, fullScan);
        } finally {
            running.set(false);
        }
    }

    /**
     * Does not run, because another run is in progress where this job can't see it.
     *
     * @param reason in words, such as {@value #IN_PROGRESS}
     * @param dryRunOrNull whether the run was to write nothing; as a scheduled run if null
     * @return a result, {@link io.autoimport.core.model.JobStatus#SKIPPED}, that is reported like any other
     */
    public JobResult skip(String reason, @Nullable Boolean dryRunOrNull) {
        return skip(UUID.randomUUID().toString(), reason, isDryRun(dryRunOrNull));
    }

    private boolean isDryRun(@Nullable Boolean dryRunOrNull) {
        return dryRunOrNull == null ? settings.dryRun() : dryRunOrNull;
    }

    private JobResult skip(String runId, String reason, boolean dryRun) {
        JobResult result = JobResult.skipped(runId, reason, clock.instant(), dryRun);
        listener.notRun(result);
        return report(result);
    }

    /** Says in the log, if the job is disabled, that it will not run. */
    public void announceIfDisabled() {
        if (!settings.enabled()) {
            log.disabled();
        }
    }

    /**
     * What the latest run did that was not kept from running by another one.
     *
     * @return its result, or empty before the first run of this process
     */
    public Optional<JobResult> lastResult() {
        return Optional.ofNullable(lastResult);
    }

    /**
     * Whether a run is in progress in this process.
     *
     * @return true from the start of a run until its result is reported
     */
    public boolean isRunning() {
        return running.get();
    }

    private JobResult observed(String runId, boolean dryRun, boolean fullScan) {
        try (Observation<JobResult> observation = listener.runStarted(runId, settings.sources())) {
            JobResult result = importOrSkip(runId, dryRun, fullScan);
            // Whoever interrupted the run meant the import; what came of it is to be written down all the same.
            boolean interrupted = Thread.interrupted();
            try {
                observation.completed(result);
                lastResult = result;
                return report(result); // while the observation is open, so that the log lines belong to it
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private JobResult importOrSkip(String runId, boolean dryRun, boolean fullScan) {
        Instant startedAt = clock.instant();
        if (!settings.enabled()) {
            return JobResult.skipped(runId, "disabled", startedAt, dryRun);
        }
        if (settings.sources().isEmpty()) {
            return JobResult.skipped(runId, settings.missingSetting() + " not configured", startedAt, dryRun);
        }
        log.started(runId);
        try {
            Preflight preflight = preflightDone ? Preflight.OFF : settings.preflight();
            JobResult result = mediator.send(BulkImportWorkersCommand.of(settings.sources())
                    .runId(runId)
                    .createdBy(settings.createdBy())
                    .maxConcurrency(settings.maxConcurrency())
                    .maxImports(settings.maxImportsPerRun())
                    .dryRun(dryRun)
                    .reconciliation(settings.reconciliation())
                    .preflight(preflight)
                    .bases(fullScan ? Map.of() : basesAt(startedAt))
                    .build());
            preflightDone |= isAnswered(preflight, result.status());
            return result;
        } catch (Throwable e) {
            log.endedUnexpectedly(runId, e);
            return JobResult.error(runId, e, startedAt, JobResult.elapsed(startedAt, clock.instant()), dryRun);
        }
    }

    private Map<ImportTarget, CompleteScan> basesAt(Instant now) {
        if (settings.scanPolicy().mode() == ScanMode.FULL) {
            return Map.of();
        }
        List<ImportTarget> targets = settings.sources().stream()
                .flatMap(source -> source.targets().stream())
                .toList();
        try {
            return settings.scanPolicy().basesAmong(scans.findLast(targets), now);
        } catch (RuntimeException e) {
            log.everythingIsScanned(e);
            return Map.of();
        }
    }

    // As long as nothing works, what is missing is said with each run.
    private static boolean isAnswered(Preflight preflight, JobStatus status) {
        return status == JobStatus.SUCCESS || (preflight == Preflight.WARN && status == JobStatus.PARTIAL);
    }

    private JobResult report(JobResult result) {
        log.ended(result);
        if (result.dryRun()) {
            return result; // what did not happen is no event
        }
        try {
            events.publish(List.of(new JobCompleted(result)));
        } catch (Throwable e) {
            log.notPublished(result.runId(), e);
        }
        return result;
    }
}
