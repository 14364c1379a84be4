package io.autoimport.test.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.model.JobResult;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.event.RecordedEvents;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** What an application finds in its context when its test has a simulator. */
@SpringJUnitConfig
@TestPropertySource(properties = {"auto-import.workers.interval=5m", "spring.application.name=lab"})
@Ec2SimulatorTest(manualClock = true)
@SimulatedFleet(ami = "CML-2.7.0-a", region = "eu-west-1")
@SimulatedFleet(ami = "CML-2.7.0-a", region = "eu-central-1", instances = 2)
class SpringSimulatorTest {

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Clock systemClock() {
            return Clock.systemUTC();
        }

        @Bean
        AwsCredentialsProvider credentialsOfTheApplication() {
            return AnonymousCredentialsProvider.create();
        }
    }

    @Autowired
    private Ec2Simulator ec2;

    @Autowired
    private Environment environment;

    private String property(String name) {
        return environment.getProperty("auto-import.workers." + name);
    }

    @Test
    void theJobIsEnabledAndAsksTheSimulator() {
        assertThat(property("enabled")).isEqualTo("true");
        assertThat(property("aws.endpoint")).isEqualTo(ec2.endpoint().toString());
        assertThat(property("aws.sts-endpoint")).isEqualTo(ec2.endpoint().toString());
    }

    @Test
    void nothingRunsByItself() {
        assertThat(property("initial-delay")).isEqualTo("365d");
    }

    @Test
    void whatTheTestSetsWins() {
        assertThat(property("interval")).isEqualTo("5m");
    }

    @Test
    void theRegionsOfTheFleetsAreSearchedWhereTheApplicationNamesNone() {
        assertThat(property("regions")).isEqualTo("eu-west-1,eu-central-1");
    }

    @Test
    void theCredentialsOfTheSimulatorTakePrecedence(@Autowired AwsCredentialsProvider credentials) {
        assertThat(credentials.resolveCredentials().accessKeyId())
                .isEqualTo(ec2.account().accessKeyId());
        assertThat(credentials.resolveCredentials().secretAccessKey())
                .isEqualTo(ec2.account().secretAccessKey());
    }

    @Test
    void theManualClockTakesPrecedence(@Autowired Clock clock, ManualClock given) {
        assertThat(clock).isSameAs(given);
    }

    @Test
    void whatJUnitGivesIsWhatTheContextHas(Ec2Simulator given, @Autowired Ec2Simulator bean) {
        assertThat(given).isSameAs(bean).isSameAs(ec2);
        assertThat(given.region("eu-central-1").instances()).hasSize(2);
    }

    @Test
    void domainEventsOfTheApplicationAreRecorded(RecordedEvents events, @Autowired ApplicationContext context) {
        JobCompleted event = new JobCompleted(JobResult.skipped("run-1", "disabled", Instant.EPOCH, false));

        context.publishEvent(event);
        context.publishEvent("something else");

        assertThat(events.all()).containsExactly(event);
    }

    @Nested
    class InANestedClass {

        @Test
        void itIsThatOfTheClassAround(Ec2Simulator given, @Autowired Ec2Simulator bean) {
            assertThat(given).isSameAs(ec2).isSameAs(bean);
        }
    }

    @Nested
    @TestPropertySource(
            properties = {
                "auto-import.workers.enabled=false",
                "auto-import.workers.initial-delay=1s",
                "auto-import.workers.region=ap-south-1",
                "auto-import.workers.aws.endpoint=http://127.0.0.1:1"
            })
    class WhereTheTestSaysOtherwise {

        @Test
        void itsPropertiesWin(@Autowired Environment own) {
            assertThat(own.getProperty("auto-import.workers.enabled")).isEqualTo("false");
            assertThat(own.getProperty("auto-import.workers.initial-delay")).isEqualTo("1s");
            assertThat(own.getProperty("auto-import.workers.aws.endpoint")).isEqualTo("http://127.0.0.1:1");
            assertThat(own.containsProperty("auto-import.workers.regions")).isFalse();
        }
    }
}
