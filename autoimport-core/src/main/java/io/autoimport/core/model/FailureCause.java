package io.autoimport.core.model;

/** Why a target could not be done. */
public enum FailureCause {
    /** No AWS credentials, or ones that AWS does not accept (any more). */
    CREDENTIALS,
    /** The credentials are good, but not allowed to do this. */
    PERMISSION,
    /** AWS refused for too many requests, and went on doing so through all retries. */
    THROTTLED,
    /** AWS did not answer, not in time, or not with an answer of its own. */
    UNREACHABLE,
    /** AWS understood the request and rejected it. */
    INVALID_REQUEST,
    /** The worker repository failed. */
    REPOSITORY,
    /** The event publisher failed; the page's inserts were rolled back if there is a transaction. */
    EVENTS,
    /** The run was asked to stop. */
    STOPPED,
    /** Anything else: a bug. */
    UNEXPECTED
}
