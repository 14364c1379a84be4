package io.autoimport.aws;

import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses what somebody else answered in place of AWS with status 200, such as a proxy that wants a login. The SDK reads
 * an empty list out of any XML; but AWS names the request in each of its answers.
 */
final class ForeignAnswerCheck implements ExecutionInterceptor {

    /** What the SDK says of a request that the answer does not name. */
    private static final String UNNAMED = "UNKNOWN";

    @Override
    public void afterUnmarshalling(Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
        if (context.response() instanceof AwsResponse answer
                && answer.responseMetadata().requestId().equals(UNNAMED)) {
            String type =
                    context.httpResponse().firstMatchingHeader("Content-Type").orElse("unknown type");
            throw RetryableException.create("what " + context.httpRequest().host()
                    + " answered is not from AWS: it names no request (" + type
                    + "); is there a proxy in between, or another server at this endpoint?");
        }
    }
}
