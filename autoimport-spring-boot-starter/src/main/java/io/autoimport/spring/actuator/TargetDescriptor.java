package io.autoimport.spring.actuator;

import io.autoimport.core.model.TargetState;
import io.autoimport.spring.jobs.TargetHealth;
import io.autoimport.spring.workers.JobResultDescriptor.FailureDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * How a target is doing, as the endpoint and the health show it.
 *
 * @param source the name of the source
 * @param region the region
 * @param status UP, DOWN or UNKNOWN
 * @param lastSuccess when it was last complete, ISO 8601 in UTC; null if it never was
 * @param withoutSuccess for how long it has had no success, ISO 8601
 * @param failingSince since when it fails, ISO 8601 in UTC; null if it doesn't
 * @param error why it failed the last time; null if it didn't
 * @param lastFullScan when the last complete full scan of it began, ISO 8601 in UTC; null if none is known
 */
public record TargetDescriptor(
        String source,
        String region,
        String status,
        @Nullable String lastSuccess,
        String withoutSuccess,
        @Nullable String failingSince,
        @Nullable FailureDescriptor error,
        @Nullable String lastFullScan) {

    static TargetDescriptor of(TargetHealth health) {
        TargetState state = health.state();
        return new TargetDescriptor(
                state.source(),
                state.region(),
                health.verdict().name(),
                state.lastSuccess() == null ? null : state.lastSuccess().toString(),
                health.withoutSuccess().toString(),
                state.failingSince() == null ? null : state.failingSince().toString(),
                state.failure() == null ? null : FailureDescriptor.of(state.failure()),
                state.completeScan() == null
                        ? null
                        : state.completeScan().fullScanStartedAt().toString());
    }
}
