package io.autoimport.core.command;

import io.autoimport.core.model.ImportPlan;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.PlannedChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the targets of one run share. Thread-safe. */
final class ImportRun {

    private final BulkImportWorkersCommand command;
    private final List<String> importedIds = new ArrayList<>();
    private long importsLeft;
    private boolean truncated;
    private final InstanceIdSet plannedIds = new InstanceIdSet();
    private final Set<PlannedChange> planned = new LinkedHashSet<>();
    private final Set<PlannedChange> rejected = new LinkedHashSet<>();
    private final InstanceIdSet putOffIds = new InstanceIdSet();
    private boolean planTruncated;
    private volatile boolean stopRequested;

    ImportRun(BulkImportWorkersCommand command) {
        this.command = command;
        @Nullable Long maxImports = command.maxImports();
        this.importsLeft = maxImports == null ? Long.MAX_VALUE : maxImports;
    }

    BulkImportWorkersCommand command() {
        return command;
    }

    String id() {
        return command.runId();
    }

    /** Takes as many imports as wanted from what the run may still do, or what is left of it. */
    synchronized int reserveImports(int wanted) {
        int granted = (int) Math.min(wanted, importsLeft);
        importsLeft -= granted;
        return granted;
    }

    synchronized void returnImports(int unused) {
        importsLeft += unused;
    }

    /** Notes an instance that is left to the next run, because this one may import no more. */
    synchronized void putOff(String instanceId) {
        boolean ignored = putOffIds.add(instanceId); // several targets may show it
    }

    /** How many instances are left to the next run. */
    synchronized int putOff() {
        return putOffIds.size();
    }

    synchronized void imported(Collection<String> instanceIds) {
        int room = JobResult.MAX_IMPORTED_WORKER_IDS - importedIds.size();
        importedIds.addAll(instanceIds.stream().limit(room).toList());
        truncated |= instanceIds.size() > room;
    }

    synchronized List<String> importedIds() {
        return List.copyOf(importedIds);
    }

    synchronized boolean truncated() {
        return truncated;
    }

    /** Notes what a dry run would do. */
    synchronized void plan(PlannedChange change) {
        boolean isRejection = change.action() == PlannedChange.Action.REJECT;
        if (!isRejection) {
            plannedIds.add(change.instanceId());
        }
        Set<PlannedChange> changes = isRejection ? rejected : planned;
        if (changes.size() < ImportPlan.MAX_CHANGES) {
            changes.add(change);
        } else {
            planTruncated = true;
        }
    }

    /** Those of these instances with which the run would have done something already if it were none. */
    synchronized Set<String> plannedAmong(Set<String> instanceIds) {
        return instanceIds.stream().filter(plannedIds::contains).collect(Collectors.toSet());
    }

    /** What a dry run would do; null if this is none. */
    synchronized @Nullable ImportPlan plan() {
        if (!command.dryRun()) {
            return null;
        }
        // What would be done comes first: there may be a million instances that are not let in.
        int room = ImportPlan.MAX_CHANGES - planned.size();
        List<PlannedChange> all = new ArrayList<>(planned);
        rejected.stream().limit(room).forEach(all::add);
        return ImportPlan.of(all, planTruncated || rejected.size() > room);
    }

    void requestStop() {
        stopRequested = true;
    }

    boolean stopRequested() {
        return stopRequested;
    }
}
