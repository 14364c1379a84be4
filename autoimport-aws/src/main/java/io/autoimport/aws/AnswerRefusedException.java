package io.autoimport.aws;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * An answer is nothing that AWS would send, and is not read to its end. Whoever sends such a thing does so again: the SDK
 * does not retry what is neither a lost connection nor said to be worth it.
 */
final class AnswerRefusedException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Tells what was refused.
     *
     * @param code a name for the reason
     * @param answer which answer, such as "the answer of ec2.example.org to DescribeInstances"
     * @param reason what is wrong with "it"
     */
    AnswerRefusedException(String code, String answer, String reason) {
        super(SdkClientException.builder()
                .message(answer + " is refused: it " + reason
                        + "; is there a proxy in between, or another server at this endpoint?"));
        this.code = code;
    }

    Failure failure() {
        return new Failure(FailureCause.UNREACHABLE, code, String.valueOf(getMessage()), null);
    }
}
