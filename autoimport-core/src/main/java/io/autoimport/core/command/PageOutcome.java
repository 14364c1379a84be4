package io.autoimport.core.command;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.ImportCounts;
import org.jspecify.annotations.Nullable;

/** What became of a page: its counts, and why it failed if it did. */
record PageOutcome(ImportCounts counts, @Nullable Failure failure) {

    static PageOutcome done(ImportCounts counts) {
        return new PageOutcome(counts, null);
    }
}
