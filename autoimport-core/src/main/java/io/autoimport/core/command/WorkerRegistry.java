package io.autoimport.core.command;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The repository as a run sees it: what is written is written together with its events, and in a dry run it is written
 * nowhere but in the plan. Thread-safe.
 */
final class WorkerRegistry {

    private final WorkerRepository repository;
    private final @Nullable ReconcilableWorkerRepository records;
    private final KnownInstances elsewhere;
    private final EventPublisher publisher;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    WorkerRegistry(
            WorkerRepository repository,
            KnownInstances elsewhere,
            EventPublisher publisher,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.repository = repository;
        this.records = repository instanceof ReconcilableWorkerRepository reconcilable ? reconcilable : null;
        this.elsewhere = elsewhere;
        this.publisher = publisher;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** The repository's records, or null if it keeps none. */
    @Nullable
    ReconcilableWorkerRepository records() {
        return records;
    }

    /** Every store keeps milliseconds: what is published and what is read back are the same. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Those of these instances that are registered, with what is on record of those that may be changed. */
    Map<String, Optional<WorkerRecord>> findKnown(ImportRun run, Set<String> instanceIds) {
        if (instanceIds.isEmpty()) {
            return Map.of();
        }
        Map<String, Optional<WorkerRecord>> known = new LinkedHashMap<>(findKnown(repository, instanceIds));
        run.plannedAmong(instanceIds).forEach(id -> known.put(id, Optional.empty()));
        return known;
    }

    /** The same, of any repository and apart from a run. */
    static Map<String, Optional<WorkerRecord>> findKnown(WorkerRepository repository, Set<String> instanceIds) {
        if (repository instanceof ReconcilableWorkerRepository records) {
            return records.findRecords(instanceIds);
        }
        return repository.findKnown(instanceIds).stream()
                .collect(Collectors.toMap(known -> known, known -> Optional.empty()));
    }

    /** Those of these instances, of which none is registered here, that are registered elsewhere. */
    Set<String> findElsewhere(Set<String> instanceIds) {
        return findElsewhere(elsewhere, instanceIds);
    }

    /** The same, apart from a run. */
    static Set<String> findElsewhere(KnownInstances elsewhere, Set<String> instanceIds) {
        if (elsewhere == KnownInstances.NONE || instanceIds.isEmpty()) {
            return Set.of();
        }
        Set<String> known = new LinkedHashSet<>(instanceIds);
        known.retainAll(elsewhere.findKnown(instanceIds));
        return known;
    }

    /**
     * Inserts workers and changes records, in one unit of work with their events. What goes wrong is in the answer.
     *
     * @param workers in the order in which they are to be inserted
     * @param changes in the order of their ids
     */
    Written write(ImportRun run, ImportTarget target, Collection<Worker> workers, List<RecordChange> changes) {
        if (run.command().dryRun()) {
            return new Written(planImports(run, target, workers), planned(run, target, changes), null);
        }
        if (workers.isEmpty() && changes.isEmpty()) {
            return new Written(Set.of(), List.of(), null);
        }
        AtomicReference<@Nullable Set<String>> inserted = new AtomicReference<>();
        try {
            return unitOfWork.execute(() -> {
                Set<String> ids = insert(run, workers);
                inserted.set(ids);
                return new Written(ids, change(run, changes), null);
            });
        } catch (Exception e) { // checked ones too: code in Kotlin throws them unannounced
            // Without a transaction nothing is undone.
            return new Written(unitOfWork == UnitOfWork.NONE ? inserted.get() : null, List.of(), e);
        }
    }

    /** Changes records, in the order of their ids, and answers the changes that this call made. */
    List<RecordChange> update(ImportRun run, ImportTarget target, List<RecordChange> changes) {
        if (run.command().dryRun()) {
            return planned(run, target, changes);
        }
        return changes.isEmpty() ? List.of() : unitOfWork.execute(() -> change(run, changes));
    }

    private static Set<String> planImports(ImportRun run, ImportTarget target, Collection<Worker> workers) {
        workers.forEach(worker -> run.plan(new PlannedChange(
                PlannedChange.Action.IMPORT,
                target.source().name(),
                target.region(),
                worker.instanceId(),
                worker.name(),
                null)));
        return workers.stream().map(Worker::instanceId).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<RecordChange> planned(ImportRun run, ImportTarget target, List<RecordChange> changes) {
        changes.forEach(change -> change.planned(target).ifPresent(run::plan));
        return changes;
    }

    private Set<String> insert(ImportRun run, Collection<Worker> workers) {
        if (workers.isEmpty()) {
            return Set.of();
        }
        Set<String> inserted = repository.insertIfAbsent(workers);
        List<Worker> imported = workers.stream()
                .filter(worker -> inserted.contains(worker.instanceId()))
                .toList();
        publish(imported.stream().map(worker -> new WorkerImported(run.id(), worker)));
        return imported.stream().map(Worker::instanceId).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<RecordChange> change(ImportRun run, List<RecordChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        if (records == null) {
            throw new IllegalStateException("There are no records to change");
        }
        Instant now = now();
        Set<String> updated = records.updateIfUnchanged(
                changes.stream().map(RecordChange::after).toList());
        List<RecordChange> changed = changes.stream()
                .filter(change -> updated.contains(change.instanceId()))
                .toList();
        publish(changed.stream().flatMap(change -> change.event(run.id(), now).stream()));
        return changed;
    }

    private void publish(Stream<? extends DomainEvent> events) {
        List<? extends DomainEvent> happened = events.toList();
        if (happened.isEmpty()) {
            return;
        }
        try {
            publisher.publish(happened);
        } catch (Exception e) {
            throw new PublishingFailedException(e);
        }
    }

    /**
     * What became of a page's workers and records.
     *
     * @param inserted the ids of the workers that this call inserted; null if that failed, or was undone
     * @param changed the changes that this call made
     * @param failure what went wrong; null if nothing did
     */
    record Written(
            @Nullable Set<String> inserted,
            List<RecordChange> changed,
            @Nullable Exception failure) {}
}
