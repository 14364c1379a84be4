package org.example.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.autoimport.aws.Ec2InstanceDiscovery;
import io.autoimport.core.command.ExplainInstanceCommand;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.Explanation.Decision;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutoImportModuleTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final List<String> ids;

    AutoImportModuleTest() {
        SimulatedRegion region = ec2.region("us-east-1");
        ids = region.launch(region.registerImage("CML-2.7.0-a"), 3).stream()
                .map(instance -> instance.id())
                .toList();
        System.setProperty("aws.endpointUrlEc2", ec2.endpoint().toString());
    }

    @AfterEach
    void stop() {
        ec2.close();
    }

    @Test
    void theJobOfTheInjectorImportsAndExplains() {
        Injector injector = Guice.createInjector(new AutoImportModule());

        assertThat(injector.getInstance(AutoImportWorkersJob.class).execute().totalImported()).isEqualTo(3);

        assertThat(injector.getInstance(WorkerRepository.class).findKnown(new HashSet<>(ids)))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(injector.getInstance(Mediator.class)
                        .send(new ExplainInstanceCommand(
                                ids.get(0), injector.getInstance(AutoImportSettings.class).sources()))
                        .decision())
                .isEqualTo(Decision.IMPORTED);
    }

    @Test
    void whatIsToBeClosedIsWhatIsUsed() {
        Injector injector = Guice.createInjector(new AutoImportModule());

        assertThat(injector.getInstance(InstanceDiscovery.class))
                .isSameAs(injector.getInstance(Ec2InstanceDiscovery.class));
    }

    @Test
    void theApplicationRunsByItself() {
        GuiceApplication.main(new String[0]);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ec2.requests("DescribeInstances")).isNotEmpty());
    }
}
