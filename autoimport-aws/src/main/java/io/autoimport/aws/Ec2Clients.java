package io.autoimport.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;

/**
 * One client per region, made on first use and kept: AWS throttles per account and region, and what the adaptive retry
 * has learnt of that must outlive a run. Thread-safe.
 */
final class Ec2Clients implements AutoCloseable {

    /** Enough to sit out a burst of throttling (1 + 2 + 4 + 8 seconds); the call's timeout ends it anyway. */
    private static final int MAX_ATTEMPTS = 5;

    /** No limit to speak of: each target that is being scanned needs one connection. */
    private static final int MAX_CONNECTIONS = 1_000;

    private final Ec2Settings settings;
    private final AwsCredentialsProvider credentials;
    private final List<Ec2ClientCustomizer> customizers;
    private final Map<String, Ec2Client> clients = new HashMap<>();
    private @Nullable SdkHttpClient http;
    private boolean closed;

    Ec2Clients(Ec2Settings settings, AwsCredentialsProvider credentials, List<Ec2ClientCustomizer> customizers) {
        this.settings = settings;
        this.credentials = new NamedCredentialsProvider(credentials);
        this.customizers = List.copyOf(customizers);
    }

    /**
     * The client of a region.
     *
     * @throws IllegalStateException once these are closed
     */
    synchronized Ec2Client inRegion(String region) {
        if (closed) {
            throw new IllegalStateException("The EC2 clients are closed");
        }
        return clients.computeIfAbsent(region, this::create);
    }

    private Ec2Client create(String region) {
        Ec2ClientBuilder builder = Ec2Client.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(sharedHttp())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(settings.apiCallTimeout())
                        .apiCallAttemptTimeout(settings.apiCallAttemptTimeout())
                        .retryStrategy(AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                                .maxAttempts(MAX_ATTEMPTS)
                                .build())
                        .addExecutionInterceptor(new RequestCounter())
                        .build());
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        customizers.forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    private SdkHttpClient sharedHttp() {
        if (http == null) {
            Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                    .maxConnections(MAX_CONNECTIONS)
                    .connectionTimeout(settings.apiCallAttemptTimeout())
                    .socketTimeout(settings.apiCallAttemptTimeout());
            if (settings.endpointIsLoopback()) {
                // What is meant for this machine must not leave it, whatever HTTP_PROXY says.
                builder.proxyConfiguration(ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariableValues(false)
                        .build());
            }
            http = builder.build();
        }
        return http;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        clients.values().forEach(Ec2Client::close);
        clients.clear();
        if (http != null) {
            http.close();
            http = null;
        }
    }
}
