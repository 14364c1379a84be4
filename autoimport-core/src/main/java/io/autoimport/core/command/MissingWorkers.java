package io.autoimport.core.command;

import io.autoimport.core.command.TargetWorkers.Tally;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.telemetry.RunLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the workers of one target that a scan did not show, once that scan is over. Draws no conclusion from what
 * leaves any doubt: then it says in a warning why it drew none.
 *
 * <p>It goes through the target's workers up to three times, page by page: to count them; to look up those that were not
 * shown; and to mark, once it is known of all of them that they can be believed to be gone. Nothing is held meanwhile but
 * the ids of the scan and of those that are gone.
 */
final class MissingWorkers {

    private static final Logger log = LoggerFactory.getLogger(MissingWorkers.class);

    /** After these the repository is better left in peace. */
    private static final Set<FailureCause> ASK_NO_MORE = Set.of(FailureCause.STOPPED, FailureCause.REPOSITORY);

    private final InstanceDiscovery discovery;
    private final WorkerRegistry registry;
    private final ImportRun run;
    private final ImportTarget target;
    private final TargetWorkers workers;
    private final Reconciliation settings;

    private final List<String> warnings = new ArrayList<>();
    private final InstanceIdSet gone = new InstanceIdSet();
    private ImportCounts counts = ImportCounts.NONE;
    private @Nullable Failure failure;
    private long apiCalls;
    private long throttles;
    private long pending;

    MissingWorkers(
            InstanceDiscovery discovery,
            WorkerRegistry registry,
            ImportRun run,
            ImportTarget target,
            TargetWorkers workers) {
        this.discovery = discovery;
        this.registry = registry;
        this.run = run;
        this.target = target;
        this.workers = workers;
        this.settings = run.command().reconciliation();
    }

    /**
     * Does it.
     *
     * @param scanFailure why the target is not complete so far; null if it is
     * @param scanned what became of the instances that the scan showed
     */
    void reconcile(@Nullable Failure scanFailure, ImportCounts scanned) {
        try {
            if (scanFailure != null && ASK_NO_MORE.contains(scanFailure.cause())) {
                return;
            }
            if (scanFailure != null) {
                warnIfThereAreWorkers("the scan is not complete");
            } else if (scanned.found() == 0) {
                warnIfThereAreWorkers("the scan found no instance at all");
            } else {
                checkAll(scanned);
            }
        } catch (Exception e) { // checked ones too: code in Kotlin throws them unannounced
            log.debug("Looking for missing workers failed", e);
            failure = PublishingFailedException.failureOf(e);
        } catch (Error e) {
            failure = unexpected(e);
        }
    }

    ImportCounts counts() {
        return counts;
    }

    List<String> warnings() {
        return warnings;
    }

    long apiCalls() {
        return apiCalls;
    }

    long throttles() {
        return throttles;
    }

    /** Why not all workers could be checked, or null if they were. */
    @Nullable
    Failure failure() {
        return failure;
    }

    private void warnIfThereAreWorkers(String why) {
        if (!workers.isEmpty()) {
            warnings.add(why + ", so no worker was checked for being missing");
        }
    }

    private void checkAll(ImportCounts scanned) {
        Tally tally = workers.count(this::mustStop);
        if (tally.unseen() > 0) {
            workers.eachUnseen(this::mustStop, this::check);
        }
        // In a dry run they are not there, and the share of the missing ones must be the same.
        long before = tally.here() - (run.command().dryRun() ? 0 : scanned.imported());
        conclude(before, tally.ofAnotherAccount());
    }

    private boolean mustStop() {
        if (failure == null && run.stopRequested()) {
            failure = TargetImport.STOPPED;
        }
        return failure != null;
    }

    private void check(Set<String> ids) {
        Map<String, Instance> alive = new HashMap<>();
        ScanOutcome outcome = lookUp(ids, alive);
        apiCalls += outcome.apiCalls();
        throttles += outcome.throttles();
        if (outcome.completeness() == Completeness.COMPLETE) {
            update(ids, (id, record) -> changeOf(record, alive.get(id)));
        } else {
            failure = outcome.failure() == null ? TargetImport.STOPPED : outcome.failure();
        }
    }

    private ScanOutcome lookUp(Set<String> ids, Map<String, Instance> alive) {
        try {
            return Objects.requireNonNull(
                    discovery.lookUp(target, ids, page -> {
                        page.forEach(instance -> alive.put(instance.id(), instance));
                        return !run.stopRequested();
                    }),
                    "The discovery answered nothing");
        } catch (Exception e) {
            return ScanOutcome.failed(unexpected(e), false, 0);
        }
    }

    private Failure unexpected(Throwable e) {
        RunLog.of(log.atError(), run.id(), target)
                .setCause(e)
                .log("An unexpected exception ended the search for missing workers");
        return Failure.of(FailureCause.UNEXPECTED, e);
    }

    private Optional<RecordChange> changeOf(WorkerRecord record, @Nullable Instance instance) {
        if (instance != null) {
            boolean update = settings.update() && !target.source().ignores(instance);
            return RecordChange.ofSeen(record, instance, update);
        }
        int misses = record.misses() + 1;
        if (misses < settings.missingAfter()) {
            pending++;
            return Optional.of(RecordChange.missed(record, misses));
        }
        // Counted no further: whether it is to be marked is known when all are counted.
        gone.add(record.instanceId());
        return Optional.empty();
    }

    private void update(Set<String> ids, BiFunction<String, WorkerRecord, Optional<RecordChange>> change) {
        List<RecordChange> changes = new ArrayList<>();
        Map<String, Optional<WorkerRecord>> known = registry.findKnown(run, ids);
        for (String id : ids) {
            known.getOrDefault(id, Optional.empty())
                    .filter(record -> !record.isMissing())
                    .flatMap(record -> change.apply(id, record))
                    .ifPresent(changes::add);
        }
        counts = counts.plus(PageOutcome.countsOf(registry.update(run, target, changes)));
    }

    private void conclude(long before, long ofAnotherAccount) {
        if (ofAnotherAccount > 0) {
            warnings.add(ofAnotherAccount + " workers belong to another account than " + workers.account()
                    + ", which was scanned, or to an unknown one, and were not checked for being missing");
        }
        if (failure != null) {
            return;
        }
        if (pending > 0) {
            warnings.add(pending + " workers were not shown, and are unknown to AWS; they count as missing once "
                    + settings.missingAfter() + " complete scans in a row did not show them");
        }
        if (gone.size() == 0) {
            return;
        }
        if (settings.missing() == MissingPolicy.REPORT) {
            counts = counts.plus(ImportCounts.ofKnown(0, gone.size(), 0));
            warnings.add(gone.size() + " workers are missing, and were not marked (reconcile.missing=report)");
        } else if (settings.isTooMany(gone.size(), before)) {
            warnings.add(gone.size() + " of " + before + " workers are unknown to AWS and were not shown by "
                    + settings.missingAfter() + " complete scans in a row, which is more than the "
                    + settings.maxMissingPercent()
                    + " % allowed (reconcile.max-missing-percent); none of them was marked missing");
        } else {
            workers.eachOf(gone, this::mustStop, this::mark);
        }
    }

    private void mark(Set<String> ids) {
        update(ids, (id, record) -> Optional.of(RecordChange.missing(record, record.misses() + 1, registry.now())));
    }
}
