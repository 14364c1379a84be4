package io.autoimport.aws;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * The credentials of a role. It is assumed when they are first asked for, and again before they expire; a failure is told
 * to whoever asks, and not remembered. Thread-safe.
 */
final class RoleSession implements AwsCredentialsProvider, AutoCloseable {

    private final AssumedRole role;
    private final StsClient sts;
    private final AssumeRoleRequest request;
    private final ApiCalls calls = new ApiCalls();
    private @Nullable StsAssumeRoleCredentialsProvider current;
    private boolean closed;

    RoleSession(AssumedRole role, String sessionName, StsClient sts) {
        this.role = role;
        this.sts = sts;
        this.request = AssumeRoleRequest.builder()
                .roleArn(role.arn())
                .roleSessionName(sessionName)
                .externalId(role.externalId())
                .overrideConfiguration(c -> c.putExecutionAttribute(CallCounter.CALLS, calls))
                .build();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        StsAssumeRoleCredentialsProvider provider = provider();
        try {
            return provider.resolveCredentials();
        } catch (SdkException e) {
            throw new RoleNotAssumedException(failureOf(e), e);
        }
    }

    private synchronized StsAssumeRoleCredentialsProvider provider() {
        if (closed) {
            throw new IllegalStateException("The EC2 clients are closed");
        }
        if (current == null) {
            current = StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(sts)
                    .refreshRequest(request)
                    .build();
        }
        return current;
    }

    /** Has the role assumed anew when credentials are next asked for. */
    synchronized void forget() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /** Adds the calls of STS since this was last asked. */
    void takeCalls(ApiCalls into) {
        into.take(calls);
    }

    // The source, whose name stands beside it, says which role. Its ARN is not for everybody who may read the failure.
    private Failure failureOf(SdkException exception) {
        Failure answer = AwsFailures.of(exception);
        String text = "the role could not be assumed (" + withoutExternalId(answer.message()) + "); "
                + cureOf(answer.cause());
        return new Failure(answer.cause(), answer.code(), text, answer.requestId());
    }

    // STS quotes what it finds invalid. Part of a longer word it is not the external id, which may be two letters
    // short.
    private String withoutExternalId(String text) {
        if (role.externalId() == null) {
            return text;
        }
        return text.replaceAll("(?<!\\w)" + Pattern.quote(role.externalId()) + "(?!\\w)", "***");
    }

    private static String cureOf(FailureCause cause) {
        return switch (cause) {
            case PERMISSION ->
                "check that the role exists, that its trust policy names who asks, that the external id is"
                        + " the one which that policy asks for, and that who asks is allowed sts:AssumeRole on it";
            case CREDENTIALS ->
                "what AWS does not accept here are the application's own credentials, with which it asks"
                        + " for those of the role";
            case UNREACHABLE -> "check that the endpoint of STS can be reached from here; another one can be set";
            case INVALID_REQUEST -> "check the ARN of the role";
            default -> "the next run tries again";
        };
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }
}
