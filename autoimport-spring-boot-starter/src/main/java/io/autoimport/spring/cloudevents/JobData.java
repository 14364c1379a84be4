package io.autoimport.spring.cloudevents;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the event at the end of a run tells: the dictionary of the Python system, and more in its style. */
final class JobData {

    private JobData() {}

    static Map<String, @Nullable Object> of(JobResult result) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("run_id", result.runId());
        data.put("status", result.status().code());
        data.put("reason", result.reason());
        data.put("total_found", result.totalFound());
        data.put("total_imported", result.totalImported());
        data.put("total_skipped", result.totalSkipped());
        data.put("total_failed", result.totalFailed());
        data.put("total_updated", result.totalUpdated());
        data.put("total_missing", result.totalMissing());
        data.put("total_restored", result.totalRestored());
        data.put("imported_worker_ids", result.importedWorkerIds());
        data.put("truncated", result.truncated());
        data.put("started_at", result.startedAt().toString());
        data.put("duration", result.duration().toString());
        data.put("dry_run", result.dryRun());
        data.put("api_calls", result.apiCalls());
        data.put("warnings", result.warnings());
        data.put("targets", result.targets().stream().map(JobData::target).toList());
        return data;
    }

    private static Map<String, @Nullable Object> target(TargetResult result) {
        ImportCounts counts = result.counts();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("source", result.source());
        data.put("aws_region", result.region());
        data.put("aws_account", result.account());
        data.put("status", result.status().name());
        data.put("found", counts.found());
        data.put("imported", counts.imported());
        data.put("skipped", counts.skipped());
        data.put("failed", counts.failed());
        data.put("updated", counts.updated());
        data.put("missing", counts.missing());
        data.put("restored", counts.restored());
        data.put("api_calls", result.apiCalls());
        data.put("warnings", result.warnings());
        data.put("error", result.failure() == null ? null : error(result.failure()));
        return data;
    }

    private static Map<String, @Nullable Object> error(Failure failure) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("cause", failure.cause().name());
        data.put("code", failure.code());
        data.put("message", failure.message());
        data.put("request_id", failure.requestId());
        return data;
    }
}
