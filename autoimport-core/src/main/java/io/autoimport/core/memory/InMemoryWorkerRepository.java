package io.autoimport.core.memory;

import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.WorkerRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** Keeps workers in this process, and forgets them when it ends. Thread-safe. */
public final class InMemoryWorkerRepository implements WorkerRepository {

    private final ConcurrentMap<String, Worker> workers = new ConcurrentHashMap<>();

    /** Makes an empty repository. */
    public InMemoryWorkerRepository() {}

    @Override
    public Set<String> findKnown(Set<String> instanceIds) {
        return instanceIds.stream().filter(workers::containsKey).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> candidates) {
        return candidates.stream()
                .filter(worker -> workers.putIfAbsent(worker.instanceId(), worker) == null)
                .map(Worker::instanceId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Finds a worker.
     *
     * @param instanceId an EC2 instance id
     * @return the worker, or empty
     */
    public Optional<Worker> find(String instanceId) {
        return Optional.ofNullable(workers.get(instanceId));
    }

    /**
     * All workers at this moment.
     *
     * @return a copy, in no particular order
     */
    public List<Worker> findAll() {
        return List.copyOf(workers.values());
    }
}
