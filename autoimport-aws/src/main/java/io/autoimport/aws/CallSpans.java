package io.autoimport.aws;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;

/**
 * Records each call, with all its retries, as a client span.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/">Semantic conventions: AWS SDK</a>
 */
final class CallSpans implements ExecutionInterceptor {

    private static final ExecutionAttribute<Span> SPAN = new ExecutionAttribute<>("AutoImportSpan");

    private static final AttributeKey<String> RPC_SYSTEM = AttributeKey.stringKey("rpc.system");
    private static final AttributeKey<String> RPC_SERVICE = AttributeKey.stringKey("rpc.service");
    private static final AttributeKey<String> RPC_METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> CLOUD_REGION = AttributeKey.stringKey("cloud.region");
    private static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("aws.request_id");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final Tracer tracer;

    CallSpans(OpenTelemetry openTelemetry) {
        this.tracer = openTelemetry.getTracer("io.autoimport");
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String service = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        @Nullable Region region = attributes.getAttribute(AwsExecutionAttribute.AWS_REGION);
        Span span = tracer.spanBuilder(service + "." + operation)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(RPC_SYSTEM, "aws-api")
                .setAttribute(RPC_SERVICE, service)
                .setAttribute(RPC_METHOD, operation)
                .setAttribute(CLOUD_REGION, region == null ? null : region.id())
                .startSpan();
        attributes.putAttribute(SPAN, span);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        @Nullable Span span = attributes.getAttribute(SPAN);
        if (span != null) {
            span.setAttribute(HTTP_STATUS, (long) context.httpResponse().statusCode());
            if (context.response() instanceof AwsResponse answer) {
                span.setAttribute(REQUEST_ID, answer.responseMetadata().requestId());
            }
            span.end();
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        @Nullable Span span = attributes.getAttribute(SPAN);
        if (span != null) {
            record(span, context.exception());
            span.end();
        }
    }

    private static void record(Span span, Throwable exception) {
        String type = exception.getClass().getName();
        if (exception instanceof AwsServiceException answer) {
            span.setAttribute(HTTP_STATUS, (long) answer.statusCode());
            span.setAttribute(REQUEST_ID, answer.requestId());
            type = AwsFailures.of(answer).code();
        }
        span.setAttribute(ERROR_TYPE, type);
        span.setStatus(
                StatusCode.ERROR,
                exception instanceof SdkException failure
                        ? AwsFailures.of(failure).describe()
                        : type);
    }
}
