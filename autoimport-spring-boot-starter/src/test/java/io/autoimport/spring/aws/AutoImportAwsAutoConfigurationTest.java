package io.autoimport.spring.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.aws.Ec2ClientCustomizer;
import io.autoimport.aws.Ec2Settings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

class AutoImportAwsAutoConfigurationTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    @Test
    void instancesAreFoundThroughEc2WithTheHostsCredentials() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 2);

        SimulatedHost.on(ec2)
                .run(context -> assertThat(context.getBean(AutoImportWorkersJob.class)
                                .execute(false)
                                .totalImported())
                        .isEqualTo(2));
    }

    @Test
    void amongSeveralCredentialsOfTheHostNoneIsGuessed() {
        SimulatedHost.on(ec2)
                .withBean("other", AwsCredentialsProvider.class, AnonymousCredentialsProvider::create)
                .run(context -> assertThat(context.getBean(AutoImportWorkersJob.class)
                                .execute(false)
                                .reason())
                        .contains("CREDENTIALS"));
    }

    @Test
    void theHostsCustomizersAdjustTheClientOnce() {
        AtomicInteger calls = new AtomicInteger();
        SimulatedHost.on(ec2)
                .withBean(Ec2ClientCustomizer.class, () -> client -> calls.incrementAndGet())
                .run(context -> {
                    context.getBean(AutoImportWorkersJob.class).execute(false);
                    context.getBean(AutoImportWorkersJob.class).execute(false);

                    assertThat(calls).hasValue(1);
                });
    }

    @Test
    void aDiscoveryOfTheHostsOwnWins() {
        SimulatedHost.on(ec2)
                .withBean(InstanceDiscovery.class, () -> (target, pages) -> ScanOutcome.complete(7))
                .run(context -> {
                    assertThat(context).hasSingleBean(InstanceDiscovery.class);
                    assertThat(context.getBean(AutoImportWorkersJob.class)
                                    .execute(false)
                                    .apiCalls())
                            .isEqualTo(7);
                });
    }

    @Test
    void withoutTheAdapterAHostBringsItsOwnDiscovery() {
        SimulatedHost.on(ec2)
                .withClassLoader(new FilteredClassLoader(Ec2Settings.class))
                .withBean(InstanceDiscovery.class, () -> (target, pages) -> ScanOutcome.complete(0))
                .run(context -> {
                    assertThat(context).doesNotHaveBean(LazyInstanceDiscovery.class);
                    assertThat(context.getBean(AutoImportWorkersJob.class)
                                    .execute(false)
                                    .status())
                            .isEqualTo(JobStatus.SUCCESS);
                });
    }
}
