package io.autoimport.aws;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.ImportTarget;
import io.opentelemetry.api.OpenTelemetry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;

/**
 * One client per region and role, made on first use and kept: AWS throttles per account and region, and what the adaptive
 * retry has learnt of that must outlive a run. Thread-safe.
 */
final class Ec2Clients implements AutoCloseable {

    /** Enough to sit out a burst of throttling (1 + 2 + 4 + 8 seconds); the call's timeout ends it anyway. */
    private static final int MAX_ATTEMPTS = 5;

    private final Ec2Settings settings;
    private final AwsCredentialsProvider credentials;
    private final List<Ec2ClientCustomizer> customizers;
    private final HttpClients http;
    private final StsClients sts;
    private final CallSpans callSpans;
    private final Map<Key, RegionalEc2> clients = new HashMap<>();
    private boolean closed;

    private record Key(String region, @Nullable AssumedRole role) {}

    Ec2Clients(
            Ec2Settings settings,
            AwsCredentialsProvider credentials,
            List<Ec2ClientCustomizer> customizers,
            OpenTelemetry openTelemetry) {
        this.settings = settings;
        this.credentials = new NamedCredentialsProvider(credentials);
        this.customizers = List.copyOf(customizers);
        this.http = new HttpClients(settings);
        this.callSpans = new CallSpans(openTelemetry);
        this.sts = new StsClients(settings, this.credentials, http, callSpans);
    }

    /**
     * The client for a target.
     *
     * @throws IllegalStateException once these are closed
     */
    synchronized RegionalEc2 of(ImportTarget target) {
        if (closed) {
            throw new IllegalStateException("The EC2 clients are closed");
        }
        return clients.computeIfAbsent(new Key(target.region(), target.source().role()), this::create);
    }

    private RegionalEc2 create(Key key) {
        if (key.role() == null) {
            return new RegionalEc2(create(key.region(), credentials), null);
        }
        RoleSession session = new RoleSession(key.role(), settings.sessionName(), sts.inRegion(key.region()));
        return new RegionalEc2(create(key.region(), session), session);
    }

    private Ec2Client create(String region, AwsCredentialsProvider caller) {
        Ec2ClientBuilder builder = Ec2Client.builder()
                .region(Region.of(region))
                .credentialsProvider(caller)
                .httpClient(http.to(settings.endpoint()))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(settings.apiCallTimeout())
                        .apiCallAttemptTimeout(settings.apiCallAttemptTimeout())
                        .retryStrategy(AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                                .maxAttempts(MAX_ATTEMPTS)
                                .build())
                        .addExecutionInterceptor(new CallCounter())
                        .addExecutionInterceptor(callSpans)
                        // The answers come by in the reverse order.
                        .addExecutionInterceptor(new ReservationsReader())
                        .addExecutionInterceptor(AnswerCheck.ofPages())
                        .addExecutionInterceptor(new ForeignAnswerCheck())
                        .build());
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        customizers.forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        clients.values().forEach(RegionalEc2::close);
        clients.clear();
        sts.close();
        http.close();
    }
}
