package io.autoimport.core.command;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.telemetry.RunLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the workers of one target that a scan did not show, once that scan is over. Draws no conclusion from what
 * leaves any doubt: then it says in a warning why it drew none.
 *
 * <p>It goes through the target's workers twice, page by page: to count, since what is too much to be believed must be
 * known before the first is marked, and to act. Nothing but the ids of the scan is held meanwhile.
 */
final class MissingWorkers {

    private static final Logger log = LoggerFactory.getLogger(MissingWorkers.class);

    private static final int PAGE = 1_000;

    private final InstanceDiscovery discovery;
    private final WorkerRegistry registry;
    private final ReconcilableWorkerRepository records;
    private final ImportRun run;
    private final ImportTarget target;
    private final InstanceIdSet seen;
    private final Reconciliation settings;

    private final List<String> warnings = new ArrayList<>();
    private ImportCounts counts = ImportCounts.NONE;
    private @Nullable Failure failure;
    private @Nullable String account;
    private long apiCalls;
    private long workers;
    private long unseen;
    private long due;
    private long pending;

    MissingWorkers(
            InstanceDiscovery discovery,
            WorkerRegistry registry,
            ReconcilableWorkerRepository records,
            ImportRun run,
            ImportTarget target,
            InstanceIdSet seen) {
        this.discovery = discovery;
        this.registry = registry;
        this.records = records;
        this.run = run;
        this.target = target;
        this.seen = seen;
        this.settings = run.command().reconciliation();
    }

    /**
     * Does it.
     *
     * @param account the account that was scanned, or null if unknown
     * @param scanFailure why the target is not complete so far; null if it is
     * @param scanned what became of the instances that the scan showed
     */
    void reconcile(@Nullable String account, @Nullable Failure scanFailure, ImportCounts scanned) {
        this.account = account;
        // In a dry run they are not there, and the share of the missing ones must be the same.
        this.workers = run.command().dryRun() ? 0 : -scanned.imported();
        try {
            if (scanFailure != null) {
                warnIfThereAreWorkers("the scan is not complete");
            } else if (scanned.found() == 0) {
                warnIfThereAreWorkers("the scan found no instance at all");
            } else {
                count();
                if (unseen > 0 && isCredible()) {
                    eachUnseen(this::check);
                    warnOfPending();
                }
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

    /** Why not all workers could be checked, or null if they were. */
    @Nullable
    Failure failure() {
        return failure;
    }

    private void warnIfThereAreWorkers(String why) {
        if (!records.findPresences(target.source().name(), target.region(), null, 1)
                .isEmpty()) {
            warnings.add(why + ", so no worker was checked for being missing");
        }
    }

    private void count() {
        long[] elsewhere = new long[1];
        eachPage(page -> {
            List<WorkerPresence> here = ofTarget(page);
            elsewhere[0] += page.stream().filter(worker -> !worker.missing()).count() - here.size();
            workers += here.size();
            for (WorkerPresence worker : here) {
                if (!seen.contains(worker.instanceId())) {
                    unseen++;
                    due += worker.misses() + 1 >= settings.missingAfter() ? 1 : 0;
                }
            }
        });
        if (elsewhere[0] > 0) {
            warnings.add(elsewhere[0] + " workers belong to another account than " + account
                    + ", which was scanned, and were not checked for being missing");
        }
    }

    private boolean isCredible() {
        if (!settings.isTooMany(due, workers)) {
            return true;
        }
        warnings.add(due + " of " + workers + " workers were not shown by " + settings.missingAfter()
                + " complete scans in a row, which is more than the " + settings.maxMissingPercent()
                + " % allowed (reconcile.max-missing-percent); none of them was marked missing");
        return false;
    }

    private void warnOfPending() {
        if (pending > 0) {
            warnings.add(pending + " workers were not shown, and are unknown to AWS; they count as missing once "
                    + settings.missingAfter() + " complete scans in a row did not show them");
        }
        if (settings.missing() == MissingPolicy.REPORT && counts.missing() > 0) {
            warnings.add(counts.missing() + " workers are missing, and were not marked (reconcile.missing=report)");
        }
    }

    private void eachUnseen(Consumer<Set<String>> action) {
        eachPage(page -> {
            Set<String> ids = ofTarget(page).stream()
                    .map(WorkerPresence::instanceId)
                    .filter(id -> !seen.contains(id))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!ids.isEmpty()) {
                action.accept(ids);
            }
        });
    }

    /** Those that are not marked yet, and whose account is not known to be another one than was scanned. */
    private List<WorkerPresence> ofTarget(List<WorkerPresence> page) {
        return page.stream()
                .filter(worker -> !worker.missing())
                .filter(worker -> account == null
                        || worker.account() == null
                        || worker.account().equals(account))
                .toList();
    }

    private void eachPage(Consumer<List<WorkerPresence>> action) {
        @Nullable String after = null;
        while (failure == null) {
            if (run.stopRequested()) {
                failure = TargetImport.STOPPED;
                break;
            }
            List<WorkerPresence> page = records.findPresences(target.source().name(), target.region(), after, PAGE);
            if (page.isEmpty()) {
                break;
            }
            action.accept(page);
            after = page.get(page.size() - 1).instanceId();
        }
    }

    private void check(Set<String> ids) {
        Map<String, Instance> alive = new HashMap<>();
        ScanOutcome outcome = lookUp(ids, alive);
        apiCalls += outcome.apiCalls();
        if (outcome.completeness() != Completeness.COMPLETE) {
            failure = outcome.failure() == null ? TargetImport.STOPPED : outcome.failure();
            return;
        }
        List<RecordChange> changes = new ArrayList<>();
        Map<String, Optional<WorkerRecord>> known = registry.findKnown(run, ids);
        for (String id : ids) {
            known.getOrDefault(id, Optional.empty())
                    .filter(record -> !record.isMissing())
                    .flatMap(record -> changeOf(record, alive.get(id)))
                    .ifPresent(changes::add);
        }
        counts = counts.plus(PageOutcome.countsOf(registry.update(run, target, changes)));
    }

    private ScanOutcome lookUp(Set<String> ids, Map<String, Instance> alive) {
        try {
            return discovery.lookUp(target, ids, page -> {
                page.forEach(instance -> alive.put(instance.id(), instance));
                return !run.stopRequested();
            });
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
        if (settings.missing() == MissingPolicy.MARK) {
            return Optional.of(RecordChange.missing(record, misses, registry.now()));
        }
        counts = counts.plus(ImportCounts.ofKnown(0, 1, 0));
        // Counted no further than it takes: what is only reported, again and again, need not be written each time.
        return misses == settings.missingAfter() ? Optional.of(RecordChange.missed(record, misses)) : Optional.empty();
    }
}
