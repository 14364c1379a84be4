package io.autoimport.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.workers.JobResultDescriptor;
import io.autoimport.test.ec2.Ec2Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AutoImportActuatorAutoConfigurationTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    private final ApplicationContextRunner exposing =
            SimulatedHost.on(ec2).withPropertyValues("management.endpoints.web.exposure.include=autoimport");

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    @Test
    void theEndpointShowsTheLastRunAndRunsTheJob() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 2);

        exposing.run(context -> {
            AutoImportEndpoint endpoint = context.getBean(AutoImportEndpoint.class);
            assertThat(endpoint.describe().enabled()).isTrue();
            assertThat(endpoint.describe().interval()).isEqualTo("PT1H");
            assertThat(endpoint.describe().running()).isFalse();
            assertThat(endpoint.describe().lastRun()).isNull();

            JobResultDescriptor plan = endpoint.run(true, null);
            assertThat(plan.dryRun()).isTrue();
            assertThat(plan.totalImported()).isEqualTo(2);

            JobResultDescriptor run = endpoint.run(null, null);
            assertThat(run.status()).isEqualTo("success");
            assertThat(run.totalImported()).isEqualTo(2);
            assertThat(endpoint.describe().lastRun()).isEqualTo(run);
            assertThat(endpoint.run(false, null).totalSkipped()).isEqualTo(2);
        });
    }

    @Test
    void aFailedTargetIsShownWithCodeAndRequestId() {
        ec2.faults().deny("us-east-1");

        exposing.run(context -> {
            JobResultDescriptor run = context.getBean(AutoImportEndpoint.class).run(false, null);

            assertThat(run.status()).isEqualTo("failed");
            assertThat(run.targets()).singleElement().satisfies(target -> {
                assertThat(target.status()).isEqualTo("FAILED");
                assertThat(target.error().cause()).isEqualTo("PERMISSION");
                assertThat(target.error().code()).isEqualTo("UnauthorizedOperation");
                assertThat(target.error().requestId()).isNotBlank();
            });
        });
    }

    @Test
    void itIsThereOnlyIfTheHostExposesIt() {
        SimulatedHost.on(ec2).run(context -> assertThat(context).doesNotHaveBean(AutoImportEndpoint.class));
    }

    @Test
    void withoutTheActuatorItIsNotThere() {
        exposing.withClassLoader(new FilteredClassLoader(Endpoint.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AutoImportEndpoint.class));
    }

    @Test
    void anEndpointOfTheHostsOwnWins() {
        exposing.withBean(AutoImportEndpoint.class, () -> new AutoImportEndpoint(null, null, null, null, Show.ALWAYS))
                .run(context -> assertThat(context).hasSingleBean(AutoImportEndpoint.class));
    }
}
