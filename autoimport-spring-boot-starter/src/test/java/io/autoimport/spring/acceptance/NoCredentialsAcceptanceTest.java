package io.autoimport.spring.acceptance;

import static io.autoimport.test.assertions.AutoImportAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.JobResult;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

@Isolated("reads the console of the whole JVM")
@ExtendWith(OutputCaptureExtension.class)
class NoCredentialsAcceptanceTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    @Test
    void withoutAnyCredentialsTheRunFailsInOneClearLineAndTheHostLivesOn(CapturedOutput output) {
        SimulatedRegion region = ec2.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0-a"));

        new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withBean(
                        AwsCredentialsProvider.class,
                        () -> DefaultCredentialsProvider.builder().build())
                .withPropertyValues(
                        "auto-import.workers.enabled=true",
                        "auto-import.workers.ami-name=CML-2.7.0-*",
                        "auto-import.workers.aws.endpoint=" + ec2.endpoint(),
                        "spring.datasource.url=" + TestDatabases.h2Url())
                .run(context -> {
                    JobResult result =
                            context.getBean(AutoImportWorkersJob.class).execute(false);

                    assertThat(result)
                            .isFailed()
                            .target("default", "us-east-1")
                            .hasFailedWith(FailureCause.CREDENTIALS);
                    assertThat(output.getAll().lines().filter(line -> line.contains("CREDENTIALS")))
                            .singleElement()
                            .asString()
                            .contains("❌ Auto-import failed:", "NoCredentials");
                    assertThat(output.getAll()).doesNotContain("\tat ");
                    assertThat(context.isRunning()).isTrue();
                    assertThat(ec2.requestCount()).isZero();
                });
    }
}
