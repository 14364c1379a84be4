package io.autoimport.core.support;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes the calls to a repository, and fails those that a test wants to fail. For one thread. */
public final class CountingRecords implements ReconcilableWorkerRepository {

    private final ReconcilableWorkerRepository delegate;
    private final List<String> calls = new ArrayList<>();
    private @Nullable RuntimeException updateFailure;

    public CountingRecords(ReconcilableWorkerRepository delegate) {
        this.delegate = delegate;
    }

    public CountingRecords failingUpdates(RuntimeException failure) {
        this.updateFailure = failure;
        return this;
    }

    /** The calls since this was last asked, each with the size of its batch. */
    public List<String> calls() {
        List<String> copy = List.copyOf(calls);
        calls.clear();
        return copy;
    }

    @Override
    public Map<String, Optional<WorkerRecord>> findRecords(Set<String> instanceIds) {
        calls.add("find " + instanceIds.size());
        return delegate.findRecords(instanceIds);
    }

    @Override
    public List<WorkerPresence> findPresences(String source, String region, @Nullable String after, int limit) {
        List<WorkerPresence> page = delegate.findPresences(source, region, after, limit);
        calls.add("presences " + page.size());
        return page;
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        calls.add("insert " + workers.size());
        return delegate.insertIfAbsent(workers);
    }

    @Override
    public Set<String> updateIfUnchanged(Collection<WorkerRecord> records) {
        calls.add("update " + records.size());
        if (updateFailure != null) {
            throw updateFailure;
        }
        return delegate.updateIfUnchanged(records);
    }
}
