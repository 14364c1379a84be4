package io.autoimport.core.telemetry;

import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Several listeners as one that never throws. What one of them throws is logged, the first time as a warning, and
 * reaches neither the others nor the run.
 */
public final class ImportListeners implements ImportListener {

    private final List<Guarded> listeners;

    private ImportListeners(List<Guarded> listeners) {
        this.listeners = listeners;
    }

    /**
     * Combines listeners.
     *
     * @param listeners they are opened in this order, and closed in the opposite one
     * @return one that never throws
     */
    public static ImportListeners of(Collection<? extends ImportListener> listeners) {
        return new ImportListeners(
                listeners.stream().map(listener -> new Guarded(listener)).toList());
    }

    /**
     * Makes a listener safe.
     *
     * @param listener any listener
     * @return one that never throws
     */
    public static ImportListeners of(ImportListener listener) {
        return listener instanceof ImportListeners listeners ? listeners : of(List.of(listener));
    }

    @Override
    public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
        return observe(listener -> listener.runStarted(runId, sources));
    }

    @Override
    public void notRun(JobResult result) {
        listeners.forEach(listener -> listener.notRun(result));
    }

    @Override
    public Observation<TargetResult> targetStarted(String runId, ImportTarget target, boolean dryRun) {
        return observe(listener -> listener.targetStarted(runId, target, dryRun));
    }

    @Override
    public Observation<ImportCounts> pageStarted(ImportTarget target, List<Instance> page) {
        return observe(listener -> listener.pageStarted(target, page));
    }

    @Override
    public Runnable propagating(Runnable task) {
        Runnable wrapped = task;
        for (Guarded listener : listeners) {
            wrapped = listener.propagating(wrapped);
        }
        return wrapped;
    }

    private <R> Observation<R> observe(Function<ImportListener, Observation<R>> start) {
        List<Observation<R>> observations = new ArrayList<>(listeners.size());
        for (Guarded listener : listeners) {
            observations.add(0, listener.observe(start));
        }
        return new Observation<>() {
            @Override
            public void completed(R result) {
                each(observation -> observation.completed(result));
            }

            @Override
            public void close() {
                each(Observation::close);
            }

            private void each(Consumer<Observation<R>> action) {
                observations.forEach(action);
            }
        };
    }
}
