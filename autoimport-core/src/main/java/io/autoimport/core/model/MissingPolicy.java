package io.autoimport.core.model;

/** What happens to workers that complete scans show no more. */
public enum MissingPolicy {
    /** Nothing: they are not even looked for. */
    OFF,
    /** They are counted in the result and named in a warning, and left as they are. */
    REPORT,
    /** They are marked in the repository, with an event. Never deleted. */
    MARK
}
