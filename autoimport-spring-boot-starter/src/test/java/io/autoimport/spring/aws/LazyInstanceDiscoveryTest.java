package io.autoimport.spring.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.aws.Ec2InstanceDiscovery;
import io.autoimport.aws.Ec2Settings;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.PermissionReport;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LazyInstanceDiscoveryTest {

    private static final ImportTarget TARGET = ImportSource.named("default")
            .regions("us-east-1")
            .amiName("CML-*")
            .build()
            .targets()
            .get(0);

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final AtomicInteger made = new AtomicInteger();
    private final LazyInstanceDiscovery lazy = new LazyInstanceDiscovery(() -> {
        made.incrementAndGet();
        return ec2Discovery();
    });

    @AfterEach
    void stopEc2() {
        lazy.close();
        ec2.close();
    }

    private Ec2InstanceDiscovery ec2Discovery() {
        return new Ec2InstanceDiscovery(
                Ec2Settings.defaults().withEndpoint(ec2.endpoint()), SimulatedHost.credentialsOf(ec2), List.of());
    }

    private static Stream<ScanOutcome> outcomesOf(InstanceDiscovery discovery) {
        Instant now = Instant.EPOCH;
        return Stream.of(
                discovery.scan(TARGET, page -> true),
                discovery.scanLaunched(TARGET, now, now, page -> true),
                discovery.lookUp(TARGET, Set.of("i-0123456789abcdef0"), page -> true));
    }

    @Test
    void manyQuestionsAreAnsweredByOneDiscovery() {
        assertThat(made).hasValue(0);

        assertThat(outcomesOf(lazy)).extracting(ScanOutcome::failure).containsOnlyNulls();
        assertThat(lazy.checkPermissions(TARGET).checks()).isNotEmpty();

        assertThat(made).hasValue(1);
    }

    @Test
    void onceItIsClosedItSaysThatItWasStopped() {
        lazy.scan(TARGET, page -> true);
        long requests = ec2.requestCount();

        lazy.close();

        assertThatItWasStopped();
        assertThat(made).hasValue(1);
        assertThat(ec2.requestCount()).isEqualTo(requests);
    }

    @Test
    void closedBeforeItWasAskedItNeverOpens() {
        lazy.close();

        assertThatItWasStopped();
        assertThat(made).hasValue(0);
    }

    private void assertThatItWasStopped() {
        Ec2InstanceDiscovery closed = ec2Discovery();
        closed.close();
        Failure failure = closed.scan(TARGET, page -> true).failure();

        assertThat(outcomesOf(lazy)).hasSize(3).allSatisfy(outcome -> {
            assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
            assertThat(outcome.failure()).isEqualTo(failure);
            assertThat(outcome.failure().cause()).isEqualTo(FailureCause.STOPPED);
        });
        assertThat(lazy.checkPermissions(TARGET)).isEqualTo(PermissionReport.NONE);
    }
}
