package io.autoimport.core.model;

import java.util.Collection;
import java.util.List;

/**
 * What a run would change, found out by a dry run: the same run up to its writes.
 *
 * @param changes what would be done, at most {@value #MAX_CHANGES}, by source, region and instance id
 * @param truncated whether more would be done than {@code changes} tells
 */
public record ImportPlan(List<PlannedChange> changes, boolean truncated) {

    /** How many changes a plan lists at most. */
    public static final int MAX_CHANGES = 10_000;

    /** Copies. */
    public ImportPlan {
        changes = List.copyOf(changes);
    }

    /**
     * Makes a plan.
     *
     * @param changes what would be done, in any order
     * @param truncated whether there would be more
     * @return the plan, in order
     */
    public static ImportPlan of(Collection<PlannedChange> changes, boolean truncated) {
        return new ImportPlan(changes.stream().sorted(PlannedChange.ORDER).toList(), truncated);
    }

    /**
     * The changes of one kind.
     *
     * @param action what would be done
     * @return those changes, in order
     */
    public List<PlannedChange> changes(PlannedChange.Action action) {
        return changes.stream().filter(change -> change.action() == action).toList();
    }

    ImportPlan abridged(int maxChanges) {
        return changes.size() <= maxChanges ? this : new ImportPlan(changes.subList(0, maxChanges), true);
    }
}
