package io.autoimport.spring.workers;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportPlan;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.TargetResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result for JSON, as the endpoint shows it. Times are ISO 8601.
 *
 * @param runId identifies the run
 * @param node on which node it ran; null if nobody said so
 * @param status how it ended
 * @param reason why it was skipped or did not succeed
 * @param totalFound instances that AWS reported
 * @param totalImported workers inserted
 * @param totalSkipped instances known already, ignored or put off
 * @param totalUpdated known workers that were changed
 * @param totalMissing workers that were marked missing, or are only reported to be
 * @param totalRestored workers that were marked missing, and are back
 * @param totalFailed instances that could not be imported
 * @param importedWorkerIds instance ids of the workers imported
 * @param truncated whether there are more of these
 * @param startedAt when the run began
 * @param duration how long it took
 * @param dryRun whether nothing was to be written
 * @param apiCalls requests sent to AWS
 * @param warnings what is worth a look
 * @param targets what was done for each target
 * @param plan what a dry run would have changed; null if it was none
 */
public record JobResultDescriptor(
        String runId,
        @Nullable String node,
        String status,
        @Nullable String reason,
        long totalFound,
        long totalImported,
        long totalSkipped,
        long totalUpdated,
        long totalMissing,
        long totalRestored,
        long totalFailed,
        List<String> importedWorkerIds,
        boolean truncated,
        String startedAt,
        String duration,
        boolean dryRun,
        long apiCalls,
        List<String> warnings,
        List<Target> targets,
        @Nullable Plan plan) {

    /**
     * Describes a result.
     *
     * @param result what a run did
     * @return the same, for JSON
     */
    public static JobResultDescriptor of(JobResult result) {
        return of(result, null);
    }

    /**
     * Describes a result.
     *
     * @param result what a run did
     * @param node on which node it ran, or null
     * @return the same, for JSON
     */
    public static JobResultDescriptor of(JobResult result, @Nullable String node) {
        return new JobResultDescriptor(
                result.runId(),
                node,
                result.status().code(),
                result.reason(),
                result.totalFound(),
                result.totalImported(),
                result.totalSkipped(),
                result.totalUpdated(),
                result.totalMissing(),
                result.totalRestored(),
                result.totalFailed(),
                result.importedWorkerIds(),
                result.truncated(),
                result.startedAt().toString(),
                result.duration().toString(),
                result.dryRun(),
                result.apiCalls(),
                result.warnings(),
                result.targets().stream().map(Target::of).toList(),
                result.plan() == null ? null : Plan.of(result.plan()));
    }

    /**
     * What was done for a target.
     *
     * @param source the name of the source
     * @param region the region
     * @param account the AWS account, if known
     * @param scan FULL, or INCREMENTAL if only that was asked for which is new
     * @param status COMPLETE, PARTIAL or FAILED
     * @param counts what became of the instances
     * @param foundDeregistered how many of the instances found were found only by what EC2 remembers of their AMI
     * @param apiCalls requests sent to AWS
     * @param throttles how many of these AWS refused for too many requests
     * @param warnings what is worth a look
     * @param error why not everything was done
     */
    public record Target(
            String source,
            String region,
            @Nullable String account,
            String scan,
            String status,
            ImportCounts counts,
            long foundDeregistered,
            long apiCalls,
            long throttles,
            List<String> warnings,
            @Nullable FailureDescriptor error) {

        private static Target of(TargetResult result) {
            return new Target(
                    result.source(),
                    result.region(),
                    result.account(),
                    result.scan().name(),
                    result.status().name(),
                    result.counts(),
                    result.foundDeregistered(),
                    result.apiCalls(),
                    result.throttles(),
                    result.warnings(),
                    result.failure() == null ? null : FailureDescriptor.of(result.failure()));
        }
    }

    /**
     * Why a target was not done.
     *
     * @param cause what kind of failure
     * @param code AWS's error code or the name of an exception
     * @param message what happened
     * @param requestId the AWS request id
     */
    public record FailureDescriptor(
            String cause,
            @Nullable String code,
            String message,
            @Nullable String requestId) {

        /**
         * Describes a failure.
         *
         * @param failure why something could not be done
         * @return the same, for JSON
         */
        public static FailureDescriptor of(Failure failure) {
            return new FailureDescriptor(
                    failure.cause().name(), failure.code(), failure.message(), failure.requestId());
        }
    }

    /**
     * What a dry run would have changed.
     *
     * @param changes by source, region and instance id
     * @param truncated whether there are more of these
     */
    public record Plan(List<Change> changes, boolean truncated) {

        private static Plan of(ImportPlan plan) {
            return new Plan(plan.changes().stream().map(Change::of).toList(), plan.truncated());
        }
    }

    /**
     * What a run would do with one instance or worker.
     *
     * @param action IMPORT, UPDATE, MARK_MISSING, RESTORE or REJECT
     * @param source the name of the source
     * @param region the region
     * @param instanceId the EC2 instance id
     * @param name the name of the worker
     * @param detail what would change, or why the instance is rejected
     */
    public record Change(
            String action,
            String source,
            String region,
            String instanceId,
            String name,
            @Nullable String detail) {

        private static Change of(PlannedChange change) {
            return new Change(
                    change.action().name(),
                    change.source(),
                    change.region(),
                    change.instanceId(),
                    change.name(),
                    change.detail());
        }
    }
}
