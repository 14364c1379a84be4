package io.autoimport.aws;

import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Counts what is really sent, retries included: that is what the account's request budget is charged for. And how often
 * the answer is that there were too many, which the retries hide.
 */
final class CallCounter implements ExecutionInterceptor {

    static final ExecutionAttribute<ApiCalls> CALLS = new ExecutionAttribute<>("AutoImportApiCalls");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        @Nullable ApiCalls calls = attributes.getAttribute(CALLS);
        if (calls != null) {
            calls.requestSent();
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        @Nullable ApiCalls calls = attributes.getAttribute(CALLS);
        return calls == null || context.httpResponse().isSuccessful()
                ? context.responseBody()
                : context.responseBody().map(body -> new ErrorAnswer(body, calls));
    }
}
