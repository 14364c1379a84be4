package io.autoimport.test.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.model.JobResult;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.event.RecordedEvents;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** How long a simulator lasts, and what is left of one test in the next. */
class SimulatorLifetimeTest {

    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260304/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0";

    /** The simulators that the classes below were given. They can tell nobody else. */
    private static final List<Ec2Simulator> GIVEN = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void forget() {
        GIVEN.clear();
    }

    private static int answerOf(Ec2Simulator ec2) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ec2.endpoint())
                .header("Authorization", AUTHORIZATION)
                .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeInstances&Version=2016-11-15"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean isClosed(Ec2Simulator ec2) {
        try {
            return answerOf(ec2) < 0;
        } catch (ConnectException e) {
            return true;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void allMethodsOfAClassShareOneWhichEndsWithTheClass() {
        assertThat(LaunchedTests.of(TwoMethods.class)).isEqualTo(new LaunchedTests(2, List.of()));

        assertThat(GIVEN).hasSize(3).containsOnly(GIVEN.get(0));
        assertThat(isClosed(GIVEN.get(0))).isTrue();
    }

    @Ec2SimulatorTest
    static class TwoMethods {

        @Test
        void one(Ec2Simulator ec2) {
            GIVEN.add(ec2);
        }

        @Test
        void another(Ec2Simulator ec2) {
            GIVEN.add(ec2);
        }

        @AfterAll
        static void isNotClosedYet(Ec2Simulator ec2) {
            GIVEN.add(ec2);
            assertThat(isClosed(ec2)).isFalse();
        }
    }

    @Test
    void twoClassesHaveTwo() {
        assertThat(LaunchedTests.of(TwoMethods.class, OneInstance.class).failures())
                .isEmpty();

        assertThat(GIVEN).hasSize(5);
        assertThat(GIVEN.stream().distinct()).hasSize(2);
    }

    @Ec2SimulatorTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {

        OneInstance(Ec2Simulator ec2) {
            GIVEN.add(ec2);
        }

        @Test
        void one(Ec2Simulator ec2) {
            GIVEN.add(ec2);
        }
    }

    @Test
    void thatOfAMethodEndsWithTheMethod() {
        assertThat(LaunchedTests.of(ByMethod.class)).isEqualTo(new LaunchedTests(2, List.of()));

        assertThat(GIVEN).hasSize(2).doesNotHaveDuplicates().allMatch(SimulatorLifetimeTest::isClosed);
    }

    static class ByMethod {

        @Test
        @Ec2SimulatorTest
        @SimulatedFleet(ami = "CML-2.7.0-a", instances = 2)
        void one(Ec2Simulator ec2) {
            GIVEN.add(ec2);
            assertThat(ec2.region("us-east-1").instances()).hasSize(2);
        }

        @Test
        @Ec2SimulatorTest
        void another(Ec2Simulator ec2) {
            GIVEN.add(ec2);
            assertThat(ec2.region("us-east-1").instances()).isEmpty();
        }
    }

    @Test
    void faultsRequestsAndEventsEndWithTheMethodAndInstancesStay() {
        assertThat(LaunchedTests.of(OneAfterTheOther.class)).isEqualTo(new LaunchedTests(2, List.of()));
    }

    @Ec2SimulatorTest
    @SimulatedFleet(ami = "CML-2.7.0-a", instances = 2)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OneAfterTheOther {

        private static final int UNAVAILABLE = 503;

        private final Ec2Simulator ec2;

        OneAfterTheOther(Ec2Simulator ec2) {
            this.ec2 = ec2;
            ec2.faults().fail("DescribeImages", UNAVAILABLE, "Unavailable");
        }

        @Test
        @Order(1)
        void leavesMuchBehind(RecordedEvents events) throws Exception {
            ec2.faults().fail(UNAVAILABLE, "Unavailable");
            assertThat(answerOf(ec2)).isEqualTo(UNAVAILABLE);
            events.publish(List.of(new JobCompleted(JobResult.skipped("run-1", "disabled", Instant.EPOCH, false))));
            ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-b"));
        }

        @Test
        @Order(2)
        void findsTheInstancesOnly(RecordedEvents events) throws Exception {
            assertThat(ec2.requests()).isEmpty();
            assertThat(events.all()).isEmpty();
            assertThat(answerOf(ec2)).isNotEqualTo(UNAVAILABLE);
            assertThat(ec2.region("us-east-1").instances()).hasSize(3);
        }
    }

    @Test
    void aManualClockMustBeAskedFor() {
        assertThat(LaunchedTests.of(ClockOfNobody.class).failures())
                .singleElement()
                .asString()
                .contains("@Ec2SimulatorTest(manualClock = true)");
    }

    @Ec2SimulatorTest
    static class ClockOfNobody {

        @Test
        void asks(ManualClock clock) {
            assertThat(clock).isNull();
        }
    }

    @Test
    void aFleetThatNobodyWouldLaunchIsRefused() {
        assertThat(LaunchedTests.of(FleetOfNobody.class).failures())
                .singleElement()
                .asString()
                .contains("@SimulatedFleet", "launches", "without @Ec2SimulatorTest beside it");
    }

    @Ec2SimulatorTest
    static class FleetOfNobody {

        @Test
        @SimulatedFleet(ami = "CML-2.7.0-a")
        void launches(Ec2Simulator ec2) {
            GIVEN.add(ec2);
        }
    }

    @Test
    void aTagNeedsAKey() {
        assertThat(LaunchedTests.of(TagWithoutKey.class).failures())
                .singleElement()
                .asString()
                .contains("The tag 'lab' of a @SimulatedFleet is not of the form key=value");
        assertThat(GIVEN).isEmpty();
    }

    @Ec2SimulatorTest
    @SimulatedFleet(ami = "CML-2.7.0-a", tags = "lab")
    static class TagWithoutKey {

        @Test
        void asks(Ec2Simulator ec2) {
            GIVEN.add(ec2);
        }
    }
}
