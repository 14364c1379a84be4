package io.autoimport.core.command;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;

/** Tells a failure of the publisher from one of the repository, on its way through the unit of work. */
final class PublishingFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Exception reason;

    PublishingFailedException(Exception reason) {
        super(reason);
        this.reason = reason;
    }

    /** What a write that failed is to be called. */
    static Failure failureOf(Exception exception) {
        return exception instanceof PublishingFailedException failed
                ? Failure.of(FailureCause.EVENTS, failed.reason)
                : Failure.of(FailureCause.REPOSITORY, exception);
    }
}
