package io.autoimport.core.model;

/** How much of a target was done. Only {@link #COMPLETE} allows conclusions from what was <em>not</em> found. */
public enum Completeness {
    /** Everything. */
    COMPLETE,
    /** At least one page, but not everything. */
    PARTIAL,
    /** Nothing. Not to be mistaken for a complete scan that found nothing. */
    FAILED
}
