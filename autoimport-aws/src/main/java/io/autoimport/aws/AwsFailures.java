package io.autoimport.aws;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Gives what the SDK throws one of our names.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">Error codes of EC2</a>
 */
final class AwsFailures {

    private static final Set<String> CREDENTIALS = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidToken",
            "MissingAuthenticationToken",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private static final Set<String> PERMISSION = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "Blocked",
            "OptInRequired",
            "PendingVerification",
            "UnauthorizedOperation");

    private static final Set<String> THROTTLED = Set.of(
            "BandwidthLimitExceeded",
            "EC2ThrottledException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException",
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException");

    /** What EC2 answers to an action that it does not have, and what those answer who speak like it. */
    private static final Set<String> UNKNOWN_ACTION = Set.of(
            "InvalidAction", "NotImplemented", "UnknownOperation", "UnknownOperationException", "UnsupportedOperation");

    private AwsFailures() {}

    static Failure of(SdkException exception) {
        if (exception instanceof AwsServiceException answer) {
            return ofAnswer(answer);
        }
        for (@Nullable Throwable t = exception; t != null; t = t.getCause()) {
            if (t instanceof RoleNotAssumedException refused) {
                return refused.failure();
            }
            if (t instanceof AnswerRefusedException refused) {
                return refused.failure();
            }
            if (t instanceof CredentialsUnavailableException missing) {
                return new Failure(
                        FailureCause.CREDENTIALS, "NoCredentials", String.valueOf(missing.getMessage()), null);
            }
        }
        return Failure.of(FailureCause.UNREACHABLE, exception);
    }

    /** Whether an answer says nothing of the request itself, so that the same one may well succeed later. */
    static boolean isPassing(AwsServiceException answer) {
        FailureCause cause = ofAnswer(answer).cause();
        return cause == FailureCause.THROTTLED || cause == FailureCause.CREDENTIALS;
    }

    /**
     * Whether an endpoint does not have the action, asked with a request that EC2 would not refuse. LocalStack answers
     * InternalFailure with the status 501; moto's server breaks down, without an answer that has a code.
     */
    static boolean isUnknownAction(AwsServiceException answer) {
        String code = codeOf(answer);
        return UNKNOWN_ACTION.contains(code)
                || answer.statusCode() == 404
                || answer.statusCode() == 501
                || (answer.statusCode() == 500 && code.isEmpty());
    }

    static boolean isThrottling(String code) {
        return THROTTLED.contains(code);
    }

    /** Whether a call was not even made, because the role in whose name it was to be made could not be assumed. */
    static boolean isRoleNotAssumed(SdkException exception) {
        for (@Nullable Throwable t = exception; t != null; t = t.getCause()) {
            if (t instanceof RoleNotAssumedException) {
                return true;
            }
        }
        return false;
    }

    private static String codeOf(AwsServiceException answer) {
        @Nullable AwsErrorDetails details = answer.awsErrorDetails();
        @Nullable String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    private static Failure ofAnswer(AwsServiceException answer) {
        @Nullable AwsErrorDetails details = answer.awsErrorDetails();
        @Nullable String message = details == null ? null : details.errorMessage();
        String code = codeOf(answer);
        return new Failure(
                causeOf(answer, code),
                code.isEmpty() ? "HTTP " + answer.statusCode() : code,
                message == null ? String.valueOf(answer.getMessage()) : message,
                answer.requestId());
    }

    private static FailureCause causeOf(AwsServiceException answer, String code) {
        if (THROTTLED.contains(code) || answer.isThrottlingException()) {
            return FailureCause.THROTTLED;
        }
        if (CREDENTIALS.contains(code)) {
            return FailureCause.CREDENTIALS;
        }
        if (PERMISSION.contains(code) || answer.statusCode() == 403) {
            return FailureCause.PERMISSION;
        }
        if (answer.statusCode() == 401) {
            return FailureCause.CREDENTIALS;
        }
        return answer.statusCode() >= 500 ? FailureCause.UNREACHABLE : FailureCause.INVALID_REQUEST;
    }
}
