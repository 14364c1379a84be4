package io.autoimport.core.support;

import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.WorkerRepository;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the calls to a repository, and how much each asked. */
public final class CountingRepository implements WorkerRepository {

    private final WorkerRepository delegate;
    private final List<Integer> lookUps = new CopyOnWriteArrayList<>();
    private final List<Integer> inserts = new CopyOnWriteArrayList<>();

    public CountingRepository(WorkerRepository delegate) {
        this.delegate = delegate;
    }

    @Override
    public Set<String> findKnown(Set<String> instanceIds) {
        lookUps.add(instanceIds.size());
        return delegate.findKnown(instanceIds);
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        inserts.add(workers.size());
        return delegate.insertIfAbsent(workers);
    }

    /** The size of each look-up. */
    public List<Integer> lookUps() {
        return lookUps;
    }

    /** The size of each insert. */
    public List<Integer> inserts() {
        return inserts;
    }
}
