package io.autoimport.aws;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportSourceBuilder;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;

/** A simulated EC2 with the discovery under test before it, and what the last scan gave. */
final class ScanFixture implements AutoCloseable {

    static final String REGION = "us-east-1";

    final Ec2Simulator ec2;
    final SimulatedRegion region;
    final Ec2InstanceDiscovery discovery;
    final List<List<Instance>> pages = new ArrayList<>();

    ScanFixture() {
        this(Clock.systemUTC());
    }

    ScanFixture(Clock clock) {
        ec2 = Ec2Simulator.builder().clock(clock).start();
        region = ec2.region(REGION);
        discovery = discovery(Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    Ec2InstanceDiscovery discovery(Duration call, Duration attempt) {
        return discovery(settings().withTimeouts(call, attempt), List.of());
    }

    Ec2InstanceDiscovery discovery(Ec2Settings settings, List<Ec2ClientCustomizer> customizers) {
        return new Ec2InstanceDiscovery(settings, credentials(), customizers);
    }

    Ec2Settings settings() {
        return Ec2Settings.defaults().withEndpoint(ec2.endpoint());
    }

    AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                ec2.account().accessKeyId(), ec2.account().secretAccessKey()));
    }

    /** Tries again at once, so that a test need not wait. */
    static void withoutBackoff(Ec2ClientBuilder builder) {
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .build())
                .build());
    }

    static ImportTarget target(UnaryOperator<ImportSourceBuilder> source) {
        return source.apply(ImportSource.named("test").regions(REGION))
                .build()
                .targets()
                .get(0);
    }

    static ImportTarget named(String pattern) {
        return target(source -> source.amiName(pattern));
    }

    ScanOutcome scan(ImportTarget target) {
        return scan(discovery, target);
    }

    ScanOutcome scan(Ec2InstanceDiscovery with, ImportTarget target) {
        pages.clear();
        return with.scan(target, page -> pages.add(page));
    }

    List<Instance> found() {
        return pages.stream().flatMap(Collection::stream).toList();
    }

    List<String> foundIds() {
        return found().stream().map(Instance::id).toList();
    }

    static List<String> idsOf(Collection<SimulatedInstance> instances) {
        return instances.stream().map(SimulatedInstance::id).toList();
    }

    @Override
    public void close() {
        discovery.close();
        ec2.close();
    }
}
