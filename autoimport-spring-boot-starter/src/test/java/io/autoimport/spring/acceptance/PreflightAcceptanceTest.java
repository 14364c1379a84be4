package io.autoimport.spring.acceptance;

import static io.autoimport.test.assertions.AutoImportAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobResult;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;

/** A permission that is missing is named on the first run: which action, for whom, in which region. */
class PreflightAcceptanceTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/import";

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    @BeforeEach
    void lackAPermission() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 2);
        ec2.account("222222222222").role(ROLE);
        SimulatedRegion blue = ec2.account("222222222222").region("eu-west-1");
        blue.launch(blue.registerImage("CML-2.7.0-b"));
        ec2.faults().fail("DescribeInstances", 403, "UnauthorizedOperation").forAccount("222222222222");
    }

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    private void run(String preflight, Consumer<JobResult> check) {
        SimulatedHost.on(ec2)
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                .withPropertyValues(
                        "auto-import.workers.preflight=" + preflight,
                        "auto-import.workers.sources.blue.role-arn=" + ROLE,
                        "auto-import.workers.sources.blue.regions=eu-west-1")
                .run(context ->
                        check.accept(context.getBean(AutoImportWorkersJob.class).execute()));
    }

    @Test
    void warnSaysSoAndTriesAllTheSame() {
        run("warn", result -> {
            assertThat(result)
                    .isPartial()
                    .hasImported(2)
                    .hasWarningContaining("blue/eu-west-1: missing permission: ec2:DescribeInstances is not allowed"
                            + " for the role of the source blue in eu-west-1");
        });
    }

    @Test
    void failDoesNotTry() {
        run("fail", result -> {
            assertThat(result)
                    .isPartial()
                    .hasImported(2)
                    .hasReasonContaining(
                            "blue/eu-west-1: PERMISSION (UnauthorizedOperation): ec2:DescribeInstances is not allowed");
        });
    }

    @Test
    void offDoesNotAsk() {
        run(
                "off",
                result -> assertThat(result.warnings()).noneMatch(warning -> warning.contains("missing permission")));
    }
}
