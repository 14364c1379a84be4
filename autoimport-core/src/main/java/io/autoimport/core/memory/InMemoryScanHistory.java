package io.autoimport.core.memory;

import io.autoimport.core.model.CompleteScan;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the scans of this process: the first one of a target is a full one. To learn of them, it has to be among the
 * listeners of the job. Thread-safe.
 */
public final class InMemoryScanHistory implements ScanHistory, ImportListener {

    private final ConcurrentMap<Key, CompleteScan> scans = new ConcurrentHashMap<>();

    private record Key(String source, String region) {}

    /** Makes an empty history. */
    public InMemoryScanHistory() {}

    @Override
    public Map<ImportTarget, CompleteScan> findLast(Collection<ImportTarget> targets) {
        Map<ImportTarget, CompleteScan> last = new HashMap<>();
        for (ImportTarget target : targets) {
            @Nullable CompleteScan scan = scans.get(new Key(target.source().name(), target.region()));
            if (scan != null) {
                last.put(target, scan);
            }
        }
        return last;
    }

    @Override
    public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
        return new Observation<>() {
            @Override
            public void completed(JobResult result) {
                result.targets().forEach(InMemoryScanHistory.this::note);
            }

            @Override
            public void close() {}
        };
    }

    private void note(TargetResult result) {
        @Nullable CompleteScan scan = result.completeScan();
        if (scan != null) {
            scans.put(new Key(result.source(), result.region()), scan);
        }
    }
}
