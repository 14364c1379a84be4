package io.autoimport.aws;

import io.autoimport.core.model.Failure;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A role could not be assumed, so there was nothing to ask EC2 with. */
final class RoleNotAssumedException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /**
     * The exception of STS is not its cause: a client of EC2 that found a lost connection among the causes would try
     * again what the client of STS has tried often enough.
     */
    RoleNotAssumedException(Failure failure, RuntimeException ofSts) {
        super(SdkClientException.builder().message(failure.message()));
        this.failure = failure;
        addSuppressed(ofSts);
    }

    Failure failure() {
        return failure;
    }
}
