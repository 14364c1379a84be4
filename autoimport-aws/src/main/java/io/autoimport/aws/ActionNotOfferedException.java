package io.autoimport.aws;

import io.autoimport.core.model.Failure;

/** An endpoint does not know an action that the search can't do without. */
final class ActionNotOfferedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    ActionNotOfferedException(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
