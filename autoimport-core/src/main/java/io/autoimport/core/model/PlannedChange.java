package io.autoimport.core.model;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do with one instance or worker.
 *
 * @param action what it would do
 * @param source the name of the source
 * @param region the region
 * @param instanceId the EC2 instance id
 * @param name the name of the worker
 * @param detail what would change, or why the instance is rejected, in words; null if there is nothing to add
 */
public record PlannedChange(
        Action action,
        String source,
        String region,
        String instanceId,
        String name,
        @Nullable String detail) {

    /** By source, region, id and action. */
    static final Comparator<PlannedChange> ORDER = Comparator.comparing(PlannedChange::source)
            .thenComparing(PlannedChange::region)
            .thenComparing(PlannedChange::instanceId)
            .thenComparing(PlannedChange::action);

    /** Refuses nulls. */
    public PlannedChange {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(instanceId, "instanceId");
        Objects.requireNonNull(name, "name");
    }

    /** What a run would do. */
    public enum Action {
        /** Register an instance as a worker. */
        IMPORT,
        /** Change a worker whose instance changed. */
        UPDATE,
        /** Mark a worker missing. */
        MARK_MISSING,
        /** Take that mark from a worker that is back. */
        RESTORE,
        /** Leave out an instance that matches the search, for the reason told. */
        REJECT
    }
}
