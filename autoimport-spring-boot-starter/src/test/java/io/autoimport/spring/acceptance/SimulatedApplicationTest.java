package io.autoimport.spring.acceptance;

import static io.autoimport.test.assertions.AutoImportAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobStatus;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.model.RecordedRequest;
import io.autoimport.test.ec2.model.SimulatedInstance;
import io.autoimport.test.event.RecordedEvents;
import io.autoimport.test.junit.Ec2SimulatorTest;
import io.autoimport.test.junit.SimulatedFleet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;

/** A whole application, all of Spring Boot's autoconfigurations included, whose test has a simulator. */
@SpringBootTest(
        properties = {
            "auto-import.workers.ami-name=CML-2.7.0-*",
            "db-scheduler.enabled=false",
            "jobrunr.database.type=mem"
        })
@Ec2SimulatorTest
@SimulatedFleet(ami = "CML-2.7.0-a", instances = 3)
@SimulatedFleet(ami = "CML-2.7.0-a", region = "eu-west-1", instances = 2)
@SimulatedFleet(ami = "other", instances = 2)
class SimulatedApplicationTest {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Autowired
    private AutoImportWorkersJob job;

    @Test
    void nothingRunsUntilTheTestSaysSoAndThenItAsksTheSimulatorAsItsAccount(Ec2Simulator ec2, RecordedEvents events) {
        assertThat(job.lastResult()).isEmpty();
        assertThat(ec2.requests()).isEmpty();
        assertThat(events).isEmpty();

        assertThat(job.execute()).isSuccess().hasImported(5).hasNoWarnings();

        assertThat(events).completedWith(JobStatus.SUCCESS);
        assertThat(ec2.requests())
                .isNotEmpty()
                .extracting(RecordedRequest::accountId)
                .containsOnly(Ec2Simulator.DEFAULT_ACCOUNT_ID);
    }

    /** Another context, since its properties are others. */
    @Nested
    @TestPropertySource(properties = "auto-import.workers.initial-delay=0")
    class WhereTheTestSetsTheInitialDelay {

        @Test
        void theJobRunsByItself(@Autowired AutoImportWorkersJob scheduled, Ec2Simulator ec2, RecordedEvents events) {
            await().until(() -> scheduled.lastResult().isPresent() && !scheduled.isRunning());

            assertThat(scheduled.lastResult().orElseThrow()).isSuccess().hasImported(5);
            assertThat(events)
                    .imported(ec2.region("eu-west-1")
                            .instances()
                            .map(SimulatedInstance::id)
                            .toArray(String[]::new));
        }
    }
}
