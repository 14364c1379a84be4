package io.autoimport.spring.reliability;

import io.autoimport.aws.Ec2ClientCustomizer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;

/**
 * Shortens the calls to a region that fail no sooner than their time is over. All others have the time that is configured,
 * which a busy machine may need. Thread-safe.
 */
final class CallTimeouts implements Ec2ClientCustomizer, ExecutionInterceptor {

    private static final Duration CALL = Duration.ofSeconds(6);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private volatile @Nullable String hopeless;

    /**
     * Says where calls are in vain.
     *
     * @param region the region; null if there is none
     */
    void shorten(@Nullable String region) {
        hopeless = region;
    }

    @Override
    public void customize(Ec2ClientBuilder builder) {
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(this)
                .build());
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        String region =
                attributes.getAttribute(AwsExecutionAttribute.AWS_REGION).id();
        return region.equals(hopeless) ? shortened((AwsRequest) context.request()) : context.request();
    }

    private static SdkRequest shortened(AwsRequest request) {
        return request.toBuilder()
                .overrideConfiguration(request.overrideConfiguration()
                        .map(AwsRequestOverrideConfiguration::toBuilder)
                        .orElseGet(AwsRequestOverrideConfiguration::builder)
                        .apiCallTimeout(CALL)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .build())
                .build();
    }
}
