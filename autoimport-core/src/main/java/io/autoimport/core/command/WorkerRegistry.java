package io.autoimport.core.command;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The repository as a run sees it: what is written is written together with its events, and in a dry run it is written
 * nowhere but in the plan. Thread-safe.
 */
final class WorkerRegistry {

    private final WorkerRepository repository;
    private final @Nullable ReconcilableWorkerRepository records;
    private final EventPublisher events;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    WorkerRegistry(WorkerRepository repository, EventPublisher events, UnitOfWork unitOfWork, Clock clock) {
        this.repository = repository;
        this.records = repository instanceof ReconcilableWorkerRepository reconcilable ? reconcilable : null;
        this.events = events;
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

    /** Inserts workers, in the order given, and answers the ids of those that this call inserted. */
    Set<String> insert(ImportRun run, ImportTarget target, Collection<Worker> workers) {
        if (workers.isEmpty()) {
            return Set.of();
        }
        if (run.command().dryRun()) {
            workers.forEach(worker -> run.plan(new PlannedChange(
                    PlannedChange.Action.IMPORT,
                    target.source().name(),
                    target.region(),
                    worker.instanceId(),
                    worker.name(),
                    null)));
            return workers.stream().map(Worker::instanceId).collect(Collectors.toCollection(LinkedHashSet::new));
        }
        return write(
                workers,
                Worker::instanceId,
                () -> repository.insertIfAbsent(workers),
                worker -> Optional.of(new WorkerImported(run.id(), worker)));
    }

    /** Changes records, in the order of their ids, and answers those that this call changed. */
    List<RecordChange> update(ImportRun run, ImportTarget target, Collection<RecordChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        if (run.command().dryRun()) {
            changes.forEach(change -> change.planned(target).ifPresent(run::plan));
            return List.copyOf(changes);
        }
        if (records == null) {
            throw new IllegalStateException("There are no records to change");
        }
        List<WorkerRecord> after = changes.stream().map(RecordChange::after).toList();
        Instant now = now();
        Set<String> written = write(
                changes,
                RecordChange::instanceId,
                () -> records.updateIfUnchanged(after),
                change -> change.event(run.id(), now));
        return changes.stream()
                .filter(change -> written.contains(change.instanceId()))
                .toList();
    }

    private <T> Set<String> write(
            Collection<T> entries,
            Function<T, String> idOf,
            Write write,
            Function<T, Optional<? extends DomainEvent>> eventOf) {
        return unitOfWork.execute(() -> {
            Set<String> claimed = write.execute();
            Set<String> written = new LinkedHashSet<>();
            List<DomainEvent> happened = new ArrayList<>();
            for (T entry : entries) {
                String id = idOf.apply(entry);
                if (claimed.contains(id)) {
                    written.add(id);
                    eventOf.apply(entry).ifPresent(happened::add);
                }
            }
            publish(happened);
            return written;
        });
    }

    private void publish(List<DomainEvent> happened) {
        if (happened.isEmpty()) {
            return;
        }
        try {
            events.publish(happened);
        } catch (Exception e) {
            throw new PublishingFailedException(e);
        }
    }

    /** Writes a batch, and answers the ids of what it wrote. */
    @FunctionalInterface
    private interface Write {
        Set<String> execute();
    }
}
