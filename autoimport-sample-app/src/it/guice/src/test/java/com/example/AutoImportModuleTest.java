package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoImportModuleTest {

    @Test
    void theJobOfTheInjectorImports() {
        try (Ec2Simulator ec2 = Ec2Simulator.start()) {
            SimulatedRegion region = ec2.region("us-east-1");
            List<String> ids = region.launch(region.registerImage("CML-2.7.0-a"), 3).stream()
                    .map(instance -> instance.id())
                    .toList();
            System.setProperty("aws.endpointUrlEc2", ec2.endpoint().toString());
            Injector injector = Guice.createInjector(new AutoImportModule());

            assertThat(injector.getInstance(AutoImportWorkersJob.class).execute().totalImported()).isEqualTo(3);

            assertThat(injector.getInstance(WorkerRepository.class).findKnown(new HashSet<>(ids)))
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }
}
