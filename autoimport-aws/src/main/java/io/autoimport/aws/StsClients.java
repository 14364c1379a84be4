package io.autoimport.aws;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** One client of STS per region, made when the first role is assumed there. Not thread-safe. */
final class StsClients implements AutoCloseable {

    /** A role is assumed once an hour; whoever is refused that often in a row waits for the next scan. */
    private static final int MAX_ATTEMPTS = 3;

    private final Ec2Settings settings;
    private final AwsCredentialsProvider credentials;
    private final HttpClients http;
    private final CallSpans callSpans;
    private final Map<String, StsClient> clients = new HashMap<>();

    StsClients(Ec2Settings settings, AwsCredentialsProvider credentials, HttpClients http, CallSpans callSpans) {
        this.settings = settings;
        this.credentials = credentials;
        this.http = http;
        this.callSpans = callSpans;
    }

    StsClient inRegion(String region) {
        return clients.computeIfAbsent(region, this::create);
    }

    private StsClient create(String region) {
        @Nullable URI endpoint = settings.effectiveStsEndpoint();
        StsClientBuilder builder = StsClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(http.to(endpoint))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(settings.apiCallTimeout())
                        .apiCallAttemptTimeout(settings.apiCallAttemptTimeout())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MAX_ATTEMPTS)
                                .build())
                        .addExecutionInterceptor(new CallCounter())
                        .addExecutionInterceptor(callSpans)
                        .addExecutionInterceptor(AnswerCheck.ofOthers())
                        .addExecutionInterceptor(new ForeignAnswerCheck())
                        .build());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    @Override
    public void close() {
        clients.values().forEach(StsClient::close);
        clients.clear();
    }
}
