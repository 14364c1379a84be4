package io.autoimport.aws;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts what is really sent, retries included: that is what the account's request budget is charged for. */
final class RequestCounter implements ExecutionInterceptor {

    static final ExecutionAttribute<AtomicLong> COUNT = new ExecutionAttribute<>("AutoImportRequestCount");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        @Nullable AtomicLong count = attributes.getAttribute(COUNT);
        if (count != null) {
            count.incrementAndGet();
        }
    }
}
