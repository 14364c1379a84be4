package io.autoimport.core.command;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.PlannedChange.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a page: its counts, and why it failed if it did. */
record PageOutcome(ImportCounts counts, @Nullable Failure failure) {

    /** What changes of records come to. */
    static ImportCounts countsOf(List<RecordChange> changes) {
        return ImportCounts.ofKnown(
                count(changes, Action.UPDATE), count(changes, Action.MARK_MISSING), count(changes, Action.RESTORE));
    }

    private static long count(List<RecordChange> changes, Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }
}
