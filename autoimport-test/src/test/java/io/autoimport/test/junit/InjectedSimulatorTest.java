package io.autoimport.test.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.ec2.model.SimulatedInstance;
import io.autoimport.test.event.RecordedEvents;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a test is given, and where. */
@Ec2SimulatorTest(seed = 7, manualClock = true)
@SimulatedFleet(
        ami = "CML-2.7.0-a",
        instances = 3,
        tags = {"Name=lab-{index}", "Team=green=blue", "empty="})
@SimulatedFleet(ami = "CML-2.7.0-a", state = InstanceState.TERMINATED)
@SimulatedFleet(ami = "Router-1", region = "eu-west-1", account = "222233334444", type = "m7i.large")
class InjectedSimulatorTest {

    private static Ec2Simulator first;

    private final Ec2Simulator ec2;
    private final ManualClock clock;
    private Ec2Simulator before;

    InjectedSimulatorTest(Ec2Simulator ec2, ManualClock clock) {
        this.ec2 = ec2;
        this.clock = clock;
    }

    @BeforeAll
    static void remember(Ec2Simulator ec2) {
        first = ec2;
    }

    @BeforeEach
    void rememberWhatIsGivenBefore(Ec2Simulator given) {
        this.before = given;
    }

    @Test
    void allMethodsAreGivenTheSame(Ec2Simulator given) {
        assertThat(given).isSameAs(ec2).isSameAs(before).isSameAs(first);
    }

    @Test
    void theFleetsAreThereFromTheBeginning() {
        assertThat(ec2.region("us-east-1").instances())
                .filteredOn(instance -> instance.state() == InstanceState.RUNNING)
                .extracting(SimulatedInstance::tags)
                .containsExactlyInAnyOrder(tags("lab-0"), tags("lab-1"), tags("lab-2"));
        assertThat(ec2.account("222233334444").region("eu-west-1").instances())
                .singleElement()
                .extracting(SimulatedInstance::type)
                .isEqualTo("m7i.large");
    }

    private static Map<String, String> tags(String name) {
        return Map.of("Name", name, "Team", "green=blue", "empty", "");
    }

    @Test
    void fleetsOfOneAmiNameAreOfOneImage() {
        assertThat(ec2.region("us-east-1").instances())
                .hasSize(4)
                .extracting(SimulatedInstance::imageId)
                .containsOnly(ec2.region("us-east-1")
                        .instances()
                        .findFirst()
                        .orElseThrow()
                        .imageId());
    }

    @Test
    void theSameSeedGivesTheSameIds() {
        try (Ec2Simulator other = Ec2Simulator.builder().seed(7).start()) {
            other.region("us-east-1").launchFleet(other.region("us-east-1").registerImage("CML-2.7.0-a"), 3);

            assertThat(ec2.region("us-east-1").instances().map(SimulatedInstance::id))
                    .containsAll(other.region("us-east-1")
                            .instances()
                            .map(SimulatedInstance::id)
                            .toList());
        }
    }

    @Test
    void theSimulatorGoesByTheClock() {
        long visible = ec2.region("us-east-1").instances().count();

        clock.advance(Duration.ofHours(2)); // after which what was terminated is forgotten

        assertThat(ec2.region("us-east-1").instances().count()).isBetween(3L, visible);
        assertThat(ec2.region("us-east-1").instances())
                .extracting(SimulatedInstance::state)
                .doesNotContain(InstanceState.TERMINATED);
        clock.advance(Duration.ofHours(-2));
    }

    @Test
    void eventsCanBeRecorded(RecordedEvents events) {
        assertThat(events.all()).isEmpty();
    }

    @Test
    @Ec2SimulatorTest
    void aMethodCanHaveASimulatorOfItsOwn(Ec2Simulator own) {
        assertThat(own).isNotSameAs(ec2).isSameAs(before);
        assertThat(own.region("us-east-1").instances()).isEmpty();
    }

    @Nested
    class InANestedClass {

        @Test
        void itIsThatOfTheClassAround(Ec2Simulator given) {
            assertThat(given).isSameAs(first);
        }
    }

    @Nested
    @Ec2SimulatorTest
    class InANestedClassOfItsOwn {

        @Test
        void itIsItsOwn(Ec2Simulator given) {
            assertThat(given).isNotSameAs(first);
            assertThat(given.region("us-east-1").instances()).isEmpty();
        }
    }
}
