package io.autoimport.spring.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.aws.Ec2ClientCustomizer;
import io.autoimport.aws.Ec2Settings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

class AutoImportAwsAutoConfigurationTest {

    private static final String OTHER_ACCOUNT = "222222222222";
    private static final String ROLE = "arn:aws:iam::222222222222:role/importer";

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

    @ParameterizedTest
    @CsvSource({"billing, auto-import-billing", "my app, auto-import-my-app", "'', auto-import"})
    void theSessionOfARoleTellsTheNameOfTheApplication(String application, String session) {
        ec2.account(OTHER_ACCOUNT).role(ROLE);
        SimulatedHost.on(ec2)
                .withPropertyValues("spring.application.name=" + application)
                .run(context -> {
                    ScanOutcome outcome = scanInNameOfTheRole(context.getBean(InstanceDiscovery.class));

                    assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
                    assertThat(ec2.requests("AssumeRole"))
                            .singleElement()
                            .satisfies(request ->
                                    assertThat(request.parameters()).containsEntry("RoleSessionName", session));
                });
    }

    @Test
    void rolesAreAssumedAtTheEndpointThatIsSetForSts() {
        try (Ec2Simulator sts = Ec2Simulator.start()) {
            SimulatedHost.on(ec2)
                    .withPropertyValues("auto-import.workers.aws.sts-endpoint=" + sts.endpoint())
                    .run(context -> scanInNameOfTheRole(context.getBean(InstanceDiscovery.class)));

            assertThat(sts.requests("AssumeRole")).hasSize(1);
            assertThat(ec2.requests("AssumeRole")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://sts.example.org", "sts.example.org", "https://me:s3cret@sts.example.org"})
    void theEndpointOfStsIsCheckedAsThatOfEc2(String endpoint) {
        SimulatedHost.on(ec2)
                .withPropertyValues("auto-import.workers.aws.sts-endpoint=" + endpoint)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("auto-import.workers.aws.sts-endpoint")
                        .hasMessageNotContaining("s3cret"));
    }

    private static ScanOutcome scanInNameOfTheRole(InstanceDiscovery discovery) {
        ImportTarget target = ImportSource.named("other")
                .regions("us-east-1")
                .amiName("CML-*")
                .role(new AssumedRole(ROLE, null))
                .build()
                .targets()
                .get(0);
        return discovery.scan(target, page -> true);
    }
}
