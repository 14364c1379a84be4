package io.autoimport.aws;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;

/** A server gave out the same page token twice: following it would never end. */
final class RepeatedPageTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String call;

    RepeatedPageTokenException(String call) {
        super(call + " returned a page token that it had returned before");
        this.call = call;
    }

    Failure failure() {
        return new Failure(
                FailureCause.UNREACHABLE,
                "RepeatedPageToken",
                call + " returned a page token that it had returned before; what lies behind it was not scanned",
                null);
    }
}
