package io.autoimport.core.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why an instance is a worker, or is none.
 *
 * @param instanceId the EC2 instance id
 * @param decision what the import decides
 * @param summary the decision and its reasons, in words
 * @param registered what is on record of the worker, or null if the import did not create one
 * @param targets what each target says of the instance
 */
public record Explanation(
        String instanceId,
        Decision decision,
        String summary,
        @Nullable WorkerRecord registered,
        List<TargetView> targets) {

    /** Checks and copies. */
    public Explanation {
        Objects.requireNonNull(instanceId, "instanceId");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(summary, "summary");
        targets = List.copyOf(targets);
    }

    /** What the import decides. */
    public enum Decision {
        /** The import registered it. */
        IMPORTED,
        /** It is registered; the repository keeps no records that would say by whom. */
        REGISTERED,
        /** It is registered, but not by the import, which leaves it alone. */
        REGISTERED_OTHERWISE,
        /** It is registered in another registry, and therefore never imported. */
        REGISTERED_ELSEWHERE,
        /** The next run will import it. */
        TO_BE_IMPORTED,
        /** It is there, and no source lets it in. */
        REJECTED,
        /** No target knows it. */
        NOT_FOUND,
        /** The registry could not be asked; or not every target could, and those that could don't let it in. */
        UNKNOWN
    }

    /**
     * What a target says of the instance.
     *
     * @param source the name of the source
     * @param region the region
     * @param instance the instance as the target's account and region know it; null if they don't
     * @param objections what the source's rules have against it; empty if it is not known
     * @param failure why the target could not be asked; null if it could
     */
    public record TargetView(
            String source,
            String region,
            @Nullable Instance instance,
            List<Objection> objections,
            @Nullable Failure failure) {

        /** Copies. */
        public TargetView {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(region, "region");
            objections = List.copyOf(objections);
        }

        /**
         * Whether the source lets the instance in.
         *
         * @return whether it was found, and nothing is against it
         */
        public boolean accepts() {
            return instance != null && objections.isEmpty();
        }

        /**
         * In words.
         *
         * @return for example {@code default/us-east-1: rejected, because its state is terminated}
         */
        public String describe() {
            String target = source + "/" + region + ": ";
            if (failure != null) {
                return target + "could not be asked: " + failure.describe();
            }
            if (instance == null) {
                return target + "not found";
            }
            return objections.isEmpty()
                    ? target + "the rules let it in"
                    : target + "rejected, because "
                            + String.join(
                                    ", and ",
                                    objections.stream().map(Objection::reason).toList());
        }
    }
}
