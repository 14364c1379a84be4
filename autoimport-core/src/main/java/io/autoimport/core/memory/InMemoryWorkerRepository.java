package io.autoimport.core.memory;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps workers in this process, and forgets them when it ends. Thread-safe. */
public final class InMemoryWorkerRepository implements ReconcilableWorkerRepository {

    private final ConcurrentNavigableMap<String, WorkerRecord> records = new ConcurrentSkipListMap<>();
    private final Set<String> registeredOtherwise = ConcurrentHashMap.newKeySet();

    /** Makes an empty repository. */
    public InMemoryWorkerRepository() {}

    @Override
    public Map<String, Optional<WorkerRecord>> findRecords(Set<String> instanceIds) {
        Map<String, Optional<WorkerRecord>> found = new HashMap<>();
        for (String id : instanceIds) {
            @Nullable WorkerRecord record = records.get(id);
            if (record != null) {
                found.put(id, Optional.of(record));
            } else if (registeredOtherwise.contains(id)) {
                found.put(id, Optional.empty());
            }
        }
        return found;
    }

    @Override
    public List<WorkerPresence> findPresences(String source, String region, @Nullable String after, int limit) {
        Map<String, WorkerRecord> rest = after == null ? records : records.tailMap(after, false);
        return rest.values().stream()
                .filter(record -> record.worker().source().equals(source))
                .filter(record -> record.worker().instance().region().equals(region))
                .limit(limit)
                .map(WorkerPresence::of)
                .toList();
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> candidates) {
        return candidates.stream()
                .filter(worker -> !registeredOtherwise.contains(worker.instanceId()))
                .filter(worker -> records.putIfAbsent(worker.instanceId(), WorkerRecord.of(worker)) == null)
                .map(Worker::instanceId)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> updateIfUnchanged(Collection<WorkerRecord> changed) {
        return changed.stream()
                .filter(this::write)
                .map(WorkerRecord::instanceId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean write(WorkerRecord changed) {
        @Nullable WorkerRecord stored = records.get(changed.instanceId());
        return stored != null
                && stored.version() == changed.version()
                && records.replace(changed.instanceId(), stored, changed.nextVersion());
    }

    /**
     * Registers an instance that the import did not create, and so never touches.
     *
     * @param instanceId an EC2 instance id
     */
    public void registerOtherwise(String instanceId) {
        registeredOtherwise.add(instanceId);
    }

    /**
     * Finds a worker.
     *
     * @param instanceId an EC2 instance id
     * @return the worker, or empty
     */
    public Optional<Worker> find(String instanceId) {
        return findRecord(instanceId).map(WorkerRecord::worker);
    }

    /**
     * Finds what is on record of a worker.
     *
     * @param instanceId an EC2 instance id
     * @return the record, or empty
     */
    public Optional<WorkerRecord> findRecord(String instanceId) {
        return Optional.ofNullable(records.get(instanceId));
    }

    /**
     * All workers at this moment.
     *
     * @return a copy, in the order of their ids
     */
    public List<Worker> findAll() {
        return records.values().stream().map(WorkerRecord::worker).toList();
    }
}
