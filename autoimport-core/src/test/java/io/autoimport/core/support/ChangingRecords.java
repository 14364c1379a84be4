package io.autoimport.core.support;

import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A repository into which somebody else writes between each look-up and the update that follows. */
public final class ChangingRecords implements ReconcilableWorkerRepository {

    private final InMemoryWorkerRepository delegate;

    public ChangingRecords(InMemoryWorkerRepository delegate) {
        this.delegate = delegate;
    }

    @Override
    public Map<String, Optional<WorkerRecord>> findRecords(Set<String> instanceIds) {
        Map<String, Optional<WorkerRecord>> found = delegate.findRecords(instanceIds);
        delegate.updateIfUnchanged(
                found.values().stream().flatMap(Optional::stream).toList());
        return found;
    }

    @Override
    public List<WorkerPresence> findPresences(String source, String region, @Nullable String after, int limit) {
        return delegate.findPresences(source, region, after, limit);
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        return delegate.insertIfAbsent(workers);
    }

    @Override
    public Set<String> updateIfUnchanged(Collection<WorkerRecord> records) {
        return delegate.updateIfUnchanged(records);
    }
}
