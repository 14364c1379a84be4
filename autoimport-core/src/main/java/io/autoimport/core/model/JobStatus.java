package io.autoimport.core.model;

import java.util.Locale;

/** How a run ended. */
public enum JobStatus {
    /** Every target is complete. */
    SUCCESS,
    /** At least one target was done, wholly or in part, and at least one was not wholly done. */
    PARTIAL,
    /** There was nothing to run: disabled, not configured, or another run in progress. */
    SKIPPED,
    /** No target could be done, for a cause that has a name. */
    FAILED,
    /** An unexpected exception: a bug. */
    ERROR;

    /**
     * The status as results, spans and events spell it.
     *
     * @return for example {@code success}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
