package io.autoimport.aws;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportSourceBuilder;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A simulated EC2 with the discovery under test before it, and what the last scan gave. */
final class ScanFixture implements AutoCloseable {

    static final String REGION = "us-east-1";

    final Ec2Simulator ec2 = Ec2Simulator.start();
    final SimulatedRegion region = ec2.region(REGION);
    final Ec2InstanceDiscovery discovery = discovery(Duration.ofSeconds(30), Duration.ofSeconds(20));
    final List<List<Instance>> pages = new ArrayList<>();

    Ec2InstanceDiscovery discovery(Duration call, Duration attempt) {
        return new Ec2InstanceDiscovery(
                Ec2Settings.defaults().withEndpoint(ec2.endpoint()).withTimeouts(call, attempt),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        ec2.account().accessKeyId(), ec2.account().secretAccessKey())),
                List.of());
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
