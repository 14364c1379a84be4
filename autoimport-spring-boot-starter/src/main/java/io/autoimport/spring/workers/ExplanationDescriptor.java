package io.autoimport.spring.workers;

import io.autoimport.core.model.Explanation;
import io.autoimport.core.model.Objection;
import io.autoimport.core.model.TargetState;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.spring.workers.JobResultDescriptor.FailureDescriptor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An explanation for JSON, as the endpoint shows it. Times are ISO 8601.
 *
 * @param instanceId the EC2 instance id
 * @param decision IMPORTED, REGISTERED, REGISTERED_OTHERWISE, REGISTERED_ELSEWHERE, TO_BE_IMPORTED, REJECTED, NOT_FOUND or
 *     UNKNOWN
 * @param summary the decision and its reasons, in words
 * @param importedAt when the import registered it; null if it did not, here and below
 * @param runId the run that did
 * @param source the source that found it
 * @param createdBy who asked for it
 * @param missingSince since when it is marked missing; null if it is not
 * @param targets what each target says of the instance
 */
public record ExplanationDescriptor(
        String instanceId,
        String decision,
        String summary,
        @Nullable String importedAt,
        @Nullable String runId,
        @Nullable String source,
        @Nullable String createdBy,
        @Nullable String missingSince,
        List<Target> targets) {

    /**
     * Describes an explanation.
     *
     * @param explanation why an instance is a worker, or is none
     * @param states how the targets have been doing, as far as that is known
     * @return the same, for JSON
     */
    public static ExplanationDescriptor of(Explanation explanation, List<TargetState> states) {
        @Nullable WorkerRecord registered = explanation.registered();
        @Nullable Worker worker = registered == null ? null : registered.worker();
        @Nullable Instant missingSince = registered == null ? null : registered.missingSince();
        return new ExplanationDescriptor(
                explanation.instanceId(),
                explanation.decision().name(),
                explanation.summary(),
                worker == null ? null : worker.importedAt().toString(),
                worker == null ? null : worker.runId(),
                worker == null ? null : worker.source(),
                worker == null ? null : worker.createdBy(),
                missingSince == null ? null : missingSince.toString(),
                explanation.targets().stream()
                        .map(view -> Target.of(view, states))
                        .toList());
    }

    /**
     * What a target says of the instance.
     *
     * @param source the name of the source
     * @param region the region
     * @param found whether the account and the region know the instance
     * @param state its state, as EC2 calls it; null if it is not known
     * @param reasons what the rules of the source have against it; empty if it is let in, or not known
     * @param error why the target could not be asked
     * @param failingSince since when runs fail for this target, ISO 8601 in UTC; null if they don't
     */
    public record Target(
            String source,
            String region,
            boolean found,
            @Nullable String state,
            List<String> reasons,
            @Nullable FailureDescriptor error,
            @Nullable String failingSince) {

        private static Target of(Explanation.TargetView view, List<TargetState> states) {
            return new Target(
                    view.source(),
                    view.region(),
                    view.instance() != null,
                    view.instance() == null ? null : view.instance().state().code(),
                    view.objections().stream().map(Objection::reason).toList(),
                    view.failure() == null ? null : FailureDescriptor.of(view.failure()),
                    states.stream()
                            .filter(state -> state.isOf(view.source(), view.region()))
                            .findFirst()
                            .map(TargetState::failingSince)
                            .map(Instant::toString)
                            .orElse(null));
        }
    }
}
