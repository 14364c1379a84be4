package io.autoimport.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Marks that no credentials could be had, which the SDK otherwise tells by the wording of a message only. */
final class CredentialsUnavailableException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_DETAIL = 200;

    CredentialsUnavailableException(RuntimeException cause) {
        super(SdkClientException.builder()
                .message("No AWS credentials could be had; give the application a role, a profile, or"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. The provider said: " + shortened(cause))
                .cause(cause));
    }

    // The default chain goes on with a print of itself, and at length with what each of its members lacks. The SDK's
    // log
    // at debug level has it all.
    private static String shortened(RuntimeException cause) {
        String message =
                String.valueOf(cause.getMessage()).split("[(\\[]", 2)[0].strip();
        return message.length() <= MAX_DETAIL ? message : message.substring(0, MAX_DETAIL) + "...";
    }
}
