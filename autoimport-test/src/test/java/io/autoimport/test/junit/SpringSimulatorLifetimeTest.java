package io.autoimport.test.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.event.RecordedEvents;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** A simulator of a Spring test lasts as long as its context, however long Spring's cache keeps that. */
class SpringSimulatorLifetimeTest {

    /** What the classes below were given. They can tell nobody else. */
    private static final List<Given> GIVEN = new ArrayList<>();

    record Given(Ec2Simulator ec2, ConfigurableApplicationContext context) {

        String endpointOfTheApplication() {
            return context.getEnvironment().getProperty("auto-import.workers.aws.endpoint");
        }

        boolean isOpen() throws IOException {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), ec2.endpoint().getPort())) {
                return socket.isConnected();
            } catch (ConnectException e) {
                return false;
            }
        }
    }

    @BeforeEach
    @AfterEach
    void forget() {
        GIVEN.clear();
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {}

    @Test
    void twoClassesThatDeclareTheSameDoNotShareASimulator() throws IOException {
        assertThat(LaunchedTests.of(One.class, Another.class)).isEqualTo(new LaunchedTests(2, List.of()));
        assertThat(LaunchedTests.of(One.class)).isEqualTo(new LaunchedTests(1, List.of()));

        assertThat(GIVEN).hasSize(3);
        assertThat(GIVEN.get(0)).isEqualTo(GIVEN.get(2));
        assertThat(GIVEN.get(0).ec2()).isNotSameAs(GIVEN.get(1).ec2());
        for (Given given : GIVEN) {
            assertThat(given.endpointOfTheApplication())
                    .isEqualTo(given.ec2().endpoint().toString());
            assertThat(given.isOpen()).as("as long as its context is cached").isTrue();
        }
    }

    @SpringJUnitConfig(Application.class)
    @Ec2SimulatorTest
    static class One {

        @Test
        void tells(Ec2Simulator ec2, @Autowired ConfigurableApplicationContext context) {
            GIVEN.add(new Given(ec2, context));
        }
    }

    @SpringJUnitConfig(Application.class)
    @Ec2SimulatorTest
    static class Another {

        @Test
        void tells(Ec2Simulator ec2, @Autowired ConfigurableApplicationContext context) {
            GIVEN.add(new Given(ec2, context));
        }
    }

    @Test
    void itEndsWithTheContext() throws IOException {
        assertThat(LaunchedTests.of(OneThatDirtiesItsContext.class)).isEqualTo(new LaunchedTests(1, List.of()));

        assertThat(GIVEN).singleElement().matches(given -> !given.context().isActive());
        assertThat(GIVEN.get(0).isOpen()).isFalse();
    }

    @DirtiesContext
    static class OneThatDirtiesItsContext extends One {}

    @Test
    void classesThatInheritTheSameShareContextAndSimulator() {
        assertThat(LaunchedTests.of(FirstHeir.class, SecondHeir.class, HeirWithAFleet.class))
                .isEqualTo(new LaunchedTests(3, List.of()));

        assertThat(GIVEN).hasSize(3);
        assertThat(GIVEN.get(0)).isEqualTo(GIVEN.get(1));
        assertThat(GIVEN.get(0).ec2()).isNotSameAs(GIVEN.get(2).ec2());
    }

    abstract static class Heirs extends One {}

    static class FirstHeir extends Heirs {}

    static class SecondHeir extends Heirs {}

    @SimulatedFleet(ami = "CML-2.7.0-a")
    static class HeirWithAFleet extends Heirs {

        @BeforeAll
        static void theFleetIsThere(Ec2Simulator ec2) {
            assertThat(ec2.region("us-east-1").instances()).hasSize(1);
        }
    }

    @Test
    void springResolvesTheParametersOfAnAutowiredConstructor() {
        assertThat(LaunchedTests.of(AutowiredConstructor.class)).isEqualTo(new LaunchedTests(1, List.of()));
    }

    @SpringJUnitConfig(Application.class)
    @Ec2SimulatorTest
    static class AutowiredConstructor {

        private final Ec2Simulator ec2;
        private final ConfigurableApplicationContext context;

        @Autowired
        AutowiredConstructor(Ec2Simulator ec2, ConfigurableApplicationContext context) {
            this.ec2 = ec2;
            this.context = context;
        }

        @Test
        void isTheSame(Ec2Simulator given, RecordedEvents events) {
            assertThat(given).isSameAs(ec2).isSameAs(context.getBean(Ec2Simulator.class));
            assertThat(events.all()).isEmpty();
            GIVEN.add(new Given(given, context));
        }
    }

    @Test
    void aPrimaryBeanOfTheApplicationWins() {
        assertThat(LaunchedTests.of(WithPrimaryBeans.class)).isEqualTo(new LaunchedTests(1, List.of()));
    }

    @SpringJUnitConfig
    @Ec2SimulatorTest(manualClock = true)
    static class WithPrimaryBeans {

        @Configuration(proxyBeanMethods = false)
        static class Beans {

            @Bean
            @Primary
            Clock clock() {
                return Clock.systemUTC();
            }

            @Bean
            @Primary
            AwsCredentialsProvider credentials() {
                return AnonymousCredentialsProvider.create();
            }
        }

        @Test
        void areThose(
                @Autowired Clock clock,
                @Autowired AwsCredentialsProvider credentials,
                Ec2Simulator ec2,
                @Autowired ConfigurableApplicationContext context) {
            assertThat(clock).isEqualTo(Clock.systemUTC());
            assertThat(credentials).isInstanceOf(AnonymousCredentialsProvider.class);
            GIVEN.add(new Given(ec2, context));
        }
    }

    @Test
    void aTestWithoutTheAnnotationIsLeftAlone() {
        assertThat(LaunchedTests.of(WithoutSimulator.class)).isEqualTo(new LaunchedTests(1, List.of()));
    }

    @SpringJUnitConfig(Application.class)
    static class WithoutSimulator {

        @Test
        void hasNone(@Autowired ConfigurableApplicationContext context) {
            assertThat(context.getBeanNamesForType(Ec2Simulator.class)).isEmpty();
            assertThat(context.getEnvironment().containsProperty("auto-import.workers.enabled"))
                    .isFalse();
        }
    }
}
