package io.autoimport.test.assertions;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.ScanMode;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Results and workers to assert something of. */
final class Results {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    static final String ID = "i-00000000000000001";
    static final String OTHER_ID = "i-00000000000000002";

    private static final ImportCounts DONE = new ImportCounts(5, 2, 2, 1, 3, 4, 6);

    private Results() {}

    /** A run of which one target is complete, and one denied. */
    static JobResult partial() {
        return result(
                JobStatus.PARTIAL, "default/eu-west-1: PERMISSION", false, List.of(ID, OTHER_ID), complete(), denied());
    }

    static JobResult success() {
        return result(JobStatus.SUCCESS, null, false, List.of(ID), complete());
    }

    static JobResult truncated() {
        return success().abridged(0);
    }

    static JobResult dryRun() {
        return result(JobStatus.SUCCESS, null, true, List.of(), complete());
    }

    private static JobResult result(
            JobStatus status, String reason, boolean dryRun, List<String> imported, TargetResult... targets) {
        return new JobResult(
                "run-1",
                status,
                reason,
                DONE,
                imported,
                false,
                NOW,
                Duration.ofSeconds(1),
                dryRun,
                7,
                List.of("default/us-east-1: 100% of nothing"),
                List.of(targets),
                null);
    }

    static TargetResult complete() {
        return target("us-east-1", Completeness.COMPLETE, DONE, null);
    }

    static TargetResult denied() {
        Failure failure = new Failure(FailureCause.PERMISSION, "UnauthorizedOperation", "not allowed", "req-1");
        return target("eu-west-1", Completeness.FAILED, ImportCounts.NONE, failure);
    }

    static TargetResult begun() {
        Failure failure = new Failure(FailureCause.THROTTLED, "RequestLimitExceeded", "too many", null);
        return target("us-east-1", Completeness.PARTIAL, DONE, failure);
    }

    private static TargetResult target(String region, Completeness status, ImportCounts counts, Failure failure) {
        return new TargetResult(
                "default",
                region,
                "111122223333",
                ScanMode.FULL,
                status,
                counts,
                0,
                2,
                0,
                List.of("look at this"),
                failure,
                null);
    }

    static Worker worker(String id, String name) {
        Image image = Image.ofId("ami-0123456789abcdef0");
        Instance instance = new Instance(
                id,
                "us-east-1",
                "111122223333",
                image,
                InstanceState.RUNNING,
                "c5.2xlarge",
                NOW,
                null,
                null,
                Map.of(Instance.NAME_TAG, name));
        return Worker.of(instance, "default", "auto-import-job", "run-1", NOW);
    }
}
