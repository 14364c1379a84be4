package io.autoimport.spring.jobs;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.CompleteScan;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.model.TargetState;
import io.autoimport.core.spi.JobStore;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of the import did, on all nodes that share the job store, and how each target is doing since. A run that was
 * skipped did nothing, and is not kept. Thread-safe.
 */
public final class RunHistory implements ImportListener, ScanHistory {

    /** What of an import of thousands is worth keeping; the workers themselves are in the repository. */
    private static final int MAX_IMPORTED_WORKER_IDS = 100;

    private final JobStore store;
    private final AutoImportSettings settings;
    private final String node;
    private final Clock clock;
    private final Instant firstRunDue;

    /**
     * Makes a history.
     *
     * @param store where it is kept
     * @param settings of the job, for its targets and its interval
     * @param node the name of this node
     * @param clock tells when this node started
     */
    public RunHistory(JobStore store, AutoImportSettings settings, String node, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.node = node;
        this.clock = clock;
        this.firstRunDue = clock.instant().plus(settings.initialDelay());
    }

    /**
     * The name of this node.
     *
     * @return as it is kept with each run
     */
    public String node() {
        return node;
    }

    /**
     * The last runs. What the store throws goes on to the caller.
     *
     * @return at most {@value JobStore#MAX_RUNS}, the latest first
     */
    public List<RunRecord> runs() {
        return store.findRuns(AutoImportWorkersJob.NAME);
    }

    /**
     * How each target is doing now. What the store throws goes on to the caller.
     *
     * @return one for each target that is configured
     */
    public List<TargetHealth> targets() {
        return targets(runs());
    }

    /**
     * How each target is doing now, by runs that were read before.
     *
     * @param runs the latest first
     * @return one for each target that is configured
     */
    public List<TargetHealth> targets(List<RunRecord> runs) {
        Instant now = store.now();
        return statesAfter(runs).stream()
                .map(state -> TargetHealth.of(state, withoutSuccess(state, now), settings.interval()))
                .toList();
    }

    // The only time of this node's own clock. Of two clocks, three intervals are not told apart by seconds.
    private Duration withoutSuccess(TargetState state, Instant now) {
        if (state.lastSuccess() != null) {
            return JobResult.elapsed(state.lastSuccess(), now);
        }
        return state.failingSince() != null
                ? JobResult.elapsed(state.failingSince(), now)
                : JobResult.elapsed(firstRunDue, clock.instant());
    }

    private List<TargetState> statesAfter(List<RunRecord> runs) {
        List<TargetState> states = new ArrayList<>();
        for (ImportSource source : settings.sources()) {
            source.targets().forEach(target -> states.add(stateOf(target, runs)));
        }
        return states;
    }

    // Two nodes that wrote at the same time did not know of each other: so that of all who know of a success.
    private static TargetState stateOf(ImportTarget target, List<RunRecord> runs) {
        List<TargetState> known = runs.stream()
                .flatMap(run -> run.targets().stream())
                .filter(state -> state.isOf(target.source().name(), target.region()))
                .toList();
        if (known.isEmpty()) {
            return TargetState.unknown(target);
        }
        TargetState latest = known.get(0);
        Optional<Instant> lastSuccess = known.stream()
                .map(TargetState::lastSuccess)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
        Optional<CompleteScan> lastScan = known.stream()
                .map(TargetState::completeScan)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(CompleteScan::startedAt));
        return new TargetState(
                latest.source(),
                latest.region(),
                lastSuccess.orElse(null),
                latest.failingSince(),
                latest.failure(),
                lastScan.orElse(null));
    }

    @Override
    public Map<ImportTarget, CompleteScan> findLast(Collection<ImportTarget> targets) {
        List<RunRecord> runs = runs();
        Map<ImportTarget, CompleteScan> last = new HashMap<>();
        for (ImportTarget target : targets) {
            @Nullable CompleteScan scan = stateOf(target, runs).completeScan();
            if (scan != null) {
                last.put(target, scan);
            }
        }
        return last;
    }

    // A run that was cut short leaves its thread interrupted, and some stores then refuse to write.
    private void keep(JobResult result) {
        boolean interrupted = Thread.interrupted();
        try {
            List<TargetState> before = statesAfter(runs());
            store.addRun(
                    AutoImportWorkersJob.NAME,
                    new RunRecord(
                            result.abridged(MAX_IMPORTED_WORKER_IDS),
                            node,
                            counts(result) ? after(before, result, store.now()) : before));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // What somebody only planned says nothing of the database; unless that is all that the job ever does.
    private boolean counts(JobResult result) {
        return !result.dryRun() || settings.dryRun();
    }

    private static List<TargetState> after(List<TargetState> before, JobResult result, Instant at) {
        return before.stream()
                .map(state -> result.targets().stream()
                        .filter(target -> state.isOf(target.source(), target.region()))
                        .findFirst()
                        .map(target -> state.after(target, at))
                        .orElse(state))
                .toList();
    }

    /**
     * When a run last succeeded as a whole.
     *
     * @param runs the latest first
     * @return its start, or null if none of these did
     */
    public @Nullable Instant lastSuccess(List<RunRecord> runs) {
        return runs.stream()
                .map(RunRecord::result)
                .filter(result -> result.status() == JobStatus.SUCCESS && counts(result))
                .findFirst()
                .map(JobResult::startedAt)
                .orElse(null);
    }

    @Override
    public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
        return new Observation<>() {
            @Override
            public void completed(JobResult result) {
                if (result.status() != JobStatus.SKIPPED) {
                    keep(result);
                }
            }

            @Override
            public void close() {}
        };
    }
}
