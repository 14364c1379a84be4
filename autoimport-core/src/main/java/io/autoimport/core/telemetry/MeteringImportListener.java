package io.autoimport.core.telemetry;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.TargetResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what runs and targets do, on whatever meters there are. */
public final class MeteringImportListener implements ImportListener {

    private final ImportMeters meters;

    /**
     * Makes a listener. All counters of these targets are there from now on, with nothing counted: an increase from nothing to
     * one would not be noticed.
     *
     * @param meters where to count
     * @param targets those that the job will do
     */
    public MeteringImportListener(ImportMeters meters, List<ImportTarget> targets) {
        this.meters = meters;
        for (JobStatus status : JobStatus.values()) {
            meters.count(ImportMeter.RUNS, Map.of(ImportMeter.STATUS, status.code()), 0);
        }
        targets.forEach(this::begin);
    }

    private void begin(ImportTarget target) {
        for (Completeness status : Completeness.values()) {
            meters.count(ImportMeter.TARGETS, tagsOf(target, status), 0);
        }
        countWorkers(target, ImportCounts.NONE);
        countCalls(target, 0, 0);
    }

    @Override
    public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
        return new Observation<>() {
            @Override
            public void completed(JobResult result) {
                Map<String, String> status =
                        Map.of(ImportMeter.STATUS, result.status().code());
                meters.count(ImportMeter.RUNS, status, 1);
                meters.time(ImportMeter.RUN_DURATION, status, result.duration());
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void notRun(JobResult result) {
        meters.count(
                ImportMeter.RUNS, Map.of(ImportMeter.STATUS, result.status().code()), 1);
    }

    @Override
    public Observation<TargetResult> targetStarted(String runId, ImportTarget target, boolean dryRun) {
        return new Observation<>() {
            @Override
            public void completed(TargetResult result) {
                meters.count(ImportMeter.TARGETS, tagsOf(target, result.status()), 1);
                countCalls(target, result.apiCalls(), result.throttles());
                if (!dryRun) {
                    countWorkers(target, result.counts());
                }
            }

            @Override
            public void close() {}
        };
    }

    private void countCalls(ImportTarget target, long calls, long throttles) {
        meters.count(ImportMeter.API_CALLS, tagsOf(target), calls);
        meters.count(ImportMeter.API_THROTTLES, tagsOf(target), throttles);
    }

    private void countWorkers(ImportTarget target, ImportCounts counts) {
        Map<String, Long> outcomes = new LinkedHashMap<>();
        outcomes.put("imported", counts.imported());
        outcomes.put("skipped", counts.skipped());
        outcomes.put("failed", counts.failed());
        outcomes.put("updated", counts.updated());
        outcomes.put("missing", counts.missing());
        outcomes.put("restored", counts.restored());
        outcomes.forEach((outcome, count) ->
                meters.count(ImportMeter.WORKERS, tagsOf(target, ImportMeter.OUTCOME, outcome), count));
    }

    private static Map<String, String> tagsOf(ImportTarget target, Completeness status) {
        return tagsOf(target, ImportMeter.STATUS, status.name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> tagsOf(ImportTarget target, String tag, String value) {
        Map<String, String> tags = new LinkedHashMap<>(tagsOf(target));
        tags.put(tag, value);
        return tags;
    }

    private static Map<String, String> tagsOf(ImportTarget target) {
        return Map.of(ImportMeter.SOURCE, target.source().name(), ImportMeter.REGION, target.region());
    }
}
