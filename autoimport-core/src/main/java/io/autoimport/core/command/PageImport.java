package io.autoimport.core.command;

import io.autoimport.core.command.WorkerRegistry.Written;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.Objection;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the registry up to date with the instances of a page: one look-up (and one of those that are registered elsewhere,
 * if there is anything to ask), at most one insert for those that are not registered yet, and at most one update for
 * those that changed.
 */
final class PageImport {

    private static final Logger log = LoggerFactory.getLogger(PageImport.class);

    private final WorkerRegistry registry;
    private final ImportListener listener;

    PageImport(WorkerRegistry registry, ImportListener listener) {
        this.registry = registry;
        this.listener = listener;
    }

    /**
     * Imports a page.
     *
     * @param seen takes the ids of the instances that are there, and are either let in or ignored
     */
    PageOutcome importPage(ImportRun run, ImportTarget target, List<Instance> page, Consumer<String> seen) {
        try (Observation<ImportCounts> observation = listener.pageStarted(target, page)) {
            PageOutcome outcome = bringUpToDate(run, target, page, seen);
            observation.completed(outcome.counts());
            return outcome;
        }
    }

    private PageOutcome bringUpToDate(ImportRun run, ImportTarget target, List<Instance> page, Consumer<String> seen) {
        Map<String, Instance> found = new LinkedHashMap<>();
        page.forEach(instance -> found.putIfAbsent(instance.id(), instance));
        // In the order of ids, so that no two nodes can wait for each other's rows.
        Map<String, Instance> accepted = new TreeMap<>();
        Map<String, Instance> ignored = new TreeMap<>();
        found.values().forEach(instance -> judge(run, target, instance, accepted, ignored));
        Map<String, Instance> shown = new TreeMap<>(accepted);
        shown.putAll(ignored);
        shown.keySet().forEach(seen);
        if (registry.records() == null) {
            shown.keySet().removeAll(ignored.keySet()); // nothing could be changed of them
        }
        Map<String, Optional<WorkerRecord>> known;
        Map<String, Instance> unknown = new TreeMap<>(accepted);
        try {
            known = registry.findKnown(run, Set.copyOf(shown.keySet()));
            unknown.keySet().removeAll(known.keySet());
            leaveOutElsewhere(run, target, unknown);
        } catch (Exception e) { // checked ones too: code in Kotlin throws them unannounced
            ImportCounts counts = ImportCounts.of(0, found.size() - accepted.size(), accepted.size());
            return new PageOutcome(counts, failureOf(found.size(), e));
        }
        List<RecordChange> changes = changesOf(run, shown, ignored.keySet(), known);
        return write(run, target, found.size(), List.copyOf(unknown.values()), changes);
    }

    private void leaveOutElsewhere(ImportRun run, ImportTarget target, Map<String, Instance> unknown) {
        Set<String> elsewhere = registry.findElsewhere(Set.copyOf(unknown.keySet()));
        unknown.values().stream()
                .filter(instance -> elsewhere.contains(instance.id()))
                .forEach(instance -> planRejection(run, target, instance, "it is registered elsewhere"));
        unknown.keySet().removeAll(elsewhere);
    }

    private static void judge(
            ImportRun run,
            ImportTarget target,
            Instance instance,
            Map<String, Instance> accepted,
            Map<String, Instance> ignored) {
        List<Objection> objections = target.source().certainObjectionsTo(instance);
        if (objections.isEmpty()) {
            accepted.put(instance.id(), instance);
            return;
        }
        if (objections.stream().anyMatch(objection -> objection.rule() == Objection.Rule.IGNORED)) {
            ignored.put(instance.id(), instance);
        }
        planRejection(run, target, instance, objections.get(0).reason());
    }

    private static void planRejection(ImportRun run, ImportTarget target, Instance instance, String reason) {
        if (run.command().dryRun()) {
            run.plan(new PlannedChange(
                    PlannedChange.Action.REJECT,
                    target.source().name(),
                    target.region(),
                    instance.id(),
                    Worker.nameOf(instance),
                    reason));
        }
    }

    private PageOutcome write(
            ImportRun run, ImportTarget target, int found, List<Instance> unknown, List<RecordChange> changes) {
        int reserved = run.reserveImports(unknown.size());
        unknown.stream().skip(reserved).forEach(instance -> {
            run.putOff(instance.id());
            planRejection(run, target, instance, "this run may import no more; the next one goes on");
        });
        int inserted = 0;
        try {
            Written written =
                    registry.write(run, target, workersOf(run, target, unknown.subList(0, reserved)), changes);
            @Nullable Set<String> insertedIds = written.inserted();
            if (insertedIds != null) {
                inserted = insertedIds.size();
                run.imported(insertedIds);
            }
            int failed = insertedIds == null ? reserved : 0;
            return outcome(found, inserted, failed, written);
        } finally {
            run.returnImports(reserved - inserted);
        }
    }

    private static PageOutcome outcome(int found, int inserted, int failed, Written written) {
        ImportCounts counts = ImportCounts.of(inserted, found - inserted - failed, failed)
                .plus(PageOutcome.countsOf(written.changed()));
        return new PageOutcome(counts, written.failure() == null ? null : failureOf(found, written.failure()));
    }

    private List<Worker> workersOf(ImportRun run, ImportTarget target, List<Instance> instances) {
        Instant now = registry.now();
        String source = target.source().name();
        return instances.stream()
                .map(instance -> Worker.of(instance, source, run.command().createdBy(), run.id(), now))
                .toList();
    }

    // A worker that is ignored does not follow its instance; but that it is there is seen.
    private static List<RecordChange> changesOf(
            ImportRun run,
            Map<String, Instance> shown,
            Set<String> ignored,
            Map<String, Optional<WorkerRecord>> known) {
        boolean update = run.command().reconciliation().update();
        List<RecordChange> changes = new ArrayList<>();
        shown.forEach((id, instance) -> known.getOrDefault(id, Optional.empty())
                .flatMap(record -> RecordChange.ofSeen(record, instance, update && !ignored.contains(id)))
                .ifPresent(changes::add));
        return changes;
    }

    private static Failure failureOf(int found, Exception e) {
        log.debug("A page of {} instances failed", found, e);
        return PublishingFailedException.failureOf(e);
    }
}
