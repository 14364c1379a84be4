package io.autoimport.core.model;

import org.jspecify.annotations.Nullable;

/**
 * As much of a worker's record as it takes to look for those that are missing.
 *
 * @param instanceId the EC2 instance id
 * @param account the AWS account of the instance, or null if unknown
 * @param missing whether it is marked missing
 */
public record WorkerPresence(String instanceId, @Nullable String account, boolean missing) {

    /**
     * Checks the presence.
     *
     * @throws IllegalArgumentException if the id is blank
     */
    public WorkerPresence {
        Text.required(instanceId, "An instance id");
    }

    /**
     * Of a record.
     *
     * @param record the whole record
     * @return what is needed of it here
     */
    public static WorkerPresence of(WorkerRecord record) {
        return new WorkerPresence(
                record.instanceId(), record.worker().instance().account(), record.isMissing());
    }
}
