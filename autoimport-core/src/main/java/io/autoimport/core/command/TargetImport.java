package io.autoimport.core.command;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.CompleteScan;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.PermissionCheck;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.ScanMode;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Text;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.PermissionReport;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import io.autoimport.core.telemetry.RunLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports one target, page by page. Never throws: what goes wrong is in the result, and stays there. */
final class TargetImport {

    private static final Logger log = LoggerFactory.getLogger(TargetImport.class);

    /** The most that a repository is asked at once. */
    private static final int MAX_PAGE = 1_000;

    /** One page that can't be stored must not hide those behind it; a store that is gone need not be asked for each. */
    private static final int MAX_FAILURES_IN_A_ROW = 3;

    static final Failure STOPPED =
            new Failure(FailureCause.STOPPED, null, "the run was asked to stop; the next one goes on", null);

    private final InstanceDiscovery discovery;
    private final WorkerRegistry registry;
    private final PageImport pageImport;
    private final ImportListener listener;
    private final ImportRun run;
    private final ImportTarget target;
    private final @Nullable CompleteScan basis;
    private final Instant startedAt;
    private final InstanceIdSet seen = new InstanceIdSet();

    private ImportCounts counts = ImportCounts.NONE;
    private boolean anyPageDone;
    private boolean anyPageLeft;
    private int failuresInARow;
    private @Nullable Failure pageFailure;
    private PermissionReport permissions = PermissionReport.NONE;

    TargetImport(
            InstanceDiscovery discovery,
            WorkerRegistry registry,
            PageImport pageImport,
            ImportListener listener,
            ImportRun run,
            ImportTarget target) {
        this.discovery = discovery;
        this.registry = registry;
        this.pageImport = pageImport;
        this.listener = listener;
        this.run = run;
        this.target = target;
        this.basis = run.command().bases().get(target);
        this.startedAt = registry.now();
    }

    TargetResult execute() {
        try (Observation<TargetResult> observation =
                listener.targetStarted(run.id(), target, run.command().dryRun())) {
            TargetResult result = resultOf(scan());
            observation.completed(result);
            if (result.failure() != null) {
                // The one line that an operator needs is that of the whole run; it names this failure, too.
                RunLog.of(log.atDebug(), run.id(), target)
                        .log(
                                "Auto-import of {} is {}: {}",
                                Text.singleLine(target.toString()),
                                result.status(),
                                result.failure().describe());
            }
            return result;
        }
    }

    // Everything, errors and unannounced checked exceptions too: whatever breaks here must not reach the other targets,
    // nor the host's scheduler.
    private ScanOutcome scan() {
        if (run.stopRequested()) {
            return ScanOutcome.stopped(0);
        }
        try {
            @Nullable Failure missing = missingPermission();
            if (missing != null) {
                return ScanOutcome.failed(missing, false, 0);
            }
            return run.stopRequested()
                    ? ScanOutcome.stopped(0)
                    : Objects.requireNonNull(scanTarget(), "The discovery answered nothing");
        } catch (Throwable e) {
            RunLog.of(log.atError(), run.id(), target)
                    .setCause(e)
                    .log("An unexpected exception ended the auto-import of {}", Text.singleLine(target.toString()));
            return ScanOutcome.failed(Failure.of(FailureCause.UNEXPECTED, e), anyPageDone, 0);
        }
    }

    private ScanOutcome scanTarget() {
        return basis == null
                ? discovery.scan(target, this::takePage)
                : discovery.scanLaunched(
                        target, basis.launchedSince(), startedAt.plus(CompleteScan.OVERLAP), this::takePage);
    }

    /** Why the target must not be searched; null if nobody asked, or if it is to be tried all the same. */
    private @Nullable Failure missingPermission() {
        if (run.command().preflight() == Preflight.OFF) {
            return null;
        }
        permissions = discovery.checkPermissions(target);
        List<PermissionCheck> denied = permissions.denied();
        if (denied.isEmpty() || run.command().preflight() == Preflight.WARN) {
            return null;
        }
        @Nullable Failure first = denied.get(0).failure();
        return new Failure(
                FailureCause.PERMISSION,
                first == null ? null : first.code(),
                denied.stream().map(PermissionCheck::describe).collect(Collectors.joining(", and ")),
                first == null ? null : first.requestId());
    }

    private boolean takePage(List<Instance> page) {
        for (int from = 0; from < page.size(); from += MAX_PAGE) {
            if (hasEnough()) {
                anyPageLeft = true;
                return false;
            }
            List<Instance> batch = page.subList(from, Math.min(page.size(), from + MAX_PAGE));
            PageOutcome outcome = pageImport.importPage(run, target, batch, this::noteSeen);
            counts = counts.plus(outcome.counts());
            note(outcome.failure());
        }
        return !hasEnough();
    }

    // Those of a whole fleet, so only if somebody is going to ask for them.
    private void noteSeen(String instanceId) {
        if (looksForMissing()) {
            seen.add(instanceId);
        }
    }

    private boolean looksForMissing() {
        return basis == null
                && run.command().reconciliation().missing() != MissingPolicy.OFF
                && registry.records() != null;
    }

    private void note(@Nullable Failure failure) {
        if (failure == null) {
            failuresInARow = 0;
            anyPageDone = true;
        } else {
            failuresInARow++;
            pageFailure = pageFailure == null ? failure : pageFailure;
        }
    }

    private boolean hasEnough() {
        return run.stopRequested() || failuresInARow == MAX_FAILURES_IN_A_ROW;
    }

    private TargetResult resultOf(ScanOutcome outcome) {
        List<String> warnings = warningsOf(outcome);
        @Nullable Failure failure = failureOf(outcome);
        long apiCalls = permissions.apiCalls() + outcome.apiCalls();
        long throttles = permissions.throttles() + outcome.throttles();
        @Nullable MissingWorkers missing = lookForMissing(outcome, failure);
        if (missing != null) {
            counts = counts.plus(missing.counts());
            warnings.addAll(missing.warnings());
            apiCalls += missing.apiCalls();
            throttles += missing.throttles();
            failure = failure == null ? missing.failure() : failure;
        }
        return new TargetResult(
                target.source().name(),
                target.region(),
                accountOf(outcome),
                basis == null ? ScanMode.FULL : ScanMode.INCREMENTAL,
                statusOf(outcome, failure),
                counts,
                outcome.foundDeregistered(),
                apiCalls,
                throttles,
                warnings,
                failure,
                failure == null ? completeScan() : null);
    }

    private @Nullable CompleteScan completeScan() {
        if (run.command().dryRun() || run.putOff() > 0) {
            return null;
        }
        return basis == null ? CompleteScan.full(target, startedAt) : basis.followedBy(startedAt);
    }

    private @Nullable MissingWorkers lookForMissing(ScanOutcome outcome, @Nullable Failure failure) {
        @Nullable ReconcilableWorkerRepository records = registry.records();
        if (records == null || !looksForMissing()) {
            return null;
        }
        TargetWorkers workers = new TargetWorkers(records, target, accountOf(outcome), seen);
        MissingWorkers missing = new MissingWorkers(discovery, registry, run, target, workers);
        missing.reconcile(failure, counts);
        return missing;
    }

    private @Nullable String accountOf(ScanOutcome outcome) {
        @Nullable AssumedRole role = target.source().role();
        return outcome.account() == null && role != null ? role.account() : outcome.account();
    }

    private Completeness statusOf(ScanOutcome outcome, @Nullable Failure failure) {
        if (failure == null) {
            return Completeness.COMPLETE;
        }
        boolean anythingDone = anyPageDone || (pageFailure == null && outcome.completeness() == Completeness.COMPLETE);
        return anythingDone ? Completeness.PARTIAL : Completeness.FAILED;
    }

    private @Nullable Failure failureOf(ScanOutcome outcome) {
        if (pageFailure != null) {
            return pageFailure;
        }
        // Told to stop in the middle of its last page, a discovery may rightly say that it has handed over everything.
        boolean complete = outcome.completeness() == Completeness.COMPLETE && !anyPageLeft;
        if (outcome.failure() != null || complete) {
            return outcome.failure();
        }
        return STOPPED;
    }

    private List<String> warningsOf(ScanOutcome outcome) {
        List<String> warnings = new ArrayList<>(outcome.warnings());
        if (run.command().preflight() == Preflight.WARN) {
            permissions.denied().forEach(denied -> warnings.add("missing permission: " + denied.describe()));
        }
        if (run.command().reconciliation().missing() == MissingPolicy.MARK && registry.records() == null) {
            warnings.add("the application's WorkerRepository keeps no records, so no worker can be marked missing;"
                    + " let it implement ReconcilableWorkerRepository");
        }
        if (basis == null
                && outcome.warnings().isEmpty()
                && outcome.completeness() == Completeness.COMPLETE
                && counts.found() == 0) {
            warnings.add("no instance matches " + target.source().criterion().describe());
        }
        return warnings;
    }
}
