package io.autoimport.core.support;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A repository, an event log and the unit of work that spans them: one transaction at a time, and what throws is
 * undone by going back to a snapshot. Faults are added by decorating {@link #repository()} and {@link #publisher()}.
 */
public final class TransactionalStore implements UnitOfWork {

    private Map<String, Worker> workers = new LinkedHashMap<>();
    private List<DomainEvent> events = new ArrayList<>();
    private final List<Throwable> rollbacks = new ArrayList<>();
    private final Map<String, Worker> insertedByOthers = new LinkedHashMap<>();

    @Override
    public synchronized <T> T execute(Supplier<T> work) {
        Map<String, Worker> workersBefore = new LinkedHashMap<>(workers);
        List<DomainEvent> eventsBefore = new ArrayList<>(events);
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            workers = workersBefore;
            insertedByOthers.forEach(workers::putIfAbsent);
            events = eventsBefore;
            rollbacks.add(e);
            throw e;
        }
    }

    public WorkerRepository repository() {
        return new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                Set<String> known = new LinkedHashSet<>(instanceIds);
                known.retainAll(ids());
                return known;
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> candidates) {
                return insert(candidates);
            }
        };
    }

    public EventPublisher publisher() {
        return this::append;
    }

    private synchronized void append(List<? extends DomainEvent> happened) {
        events.addAll(happened);
    }

    public synchronized Set<String> insert(Collection<Worker> candidates) {
        Set<String> inserted = new LinkedHashSet<>();
        for (Worker worker : candidates) {
            if (workers.putIfAbsent(worker.instanceId(), worker) == null) {
                inserted.add(worker.instanceId());
            }
        }
        return inserted;
    }

    /** Inserts as somebody else whose transaction is committed at once: a rollback of the one at hand keeps it. */
    public synchronized Set<String> insertCommitted(Collection<Worker> candidates) {
        Set<String> inserted = insert(candidates);
        candidates.stream()
                .filter(worker -> inserted.contains(worker.instanceId()))
                .forEach(worker -> insertedByOthers.put(worker.instanceId(), worker));
        return inserted;
    }

    public synchronized Set<String> ids() {
        return new LinkedHashSet<>(workers.keySet());
    }

    /** The ids of the workers whose import was published by a transaction that was committed. */
    public synchronized List<String> publishedIds() {
        return events.stream()
                .filter(WorkerImported.class::isInstance)
                .map(event -> ((WorkerImported) event).worker().instanceId())
                .toList();
    }

    /** What the unit of work saw on its way out. */
    public synchronized List<Throwable> rollbacks() {
        return List.copyOf(rollbacks);
    }
}
