package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Reservation;

class DescribeInstancesTest extends SimulatorTest {

    private final SimulatedImage image = region.registerImage("CML-2.7.0-a");

    private List<String> byIds(String... ids) {
        return described(
                        ec2, DescribeInstancesRequest.builder().instanceIds(ids).build())
                .stream()
                .map(instance -> instance.instanceId())
                .toList();
    }

    @Test
    void instancesOfOneLaunchShareAReservation() {
        List<SimulatedInstance> launched = region.launch(image, 5);
        region.launch(image);

        List<Reservation> reservations = ec2.describeInstances().reservations();

        assertThat(reservations)
                .hasSize(2)
                .allSatisfy(reservation -> assertThat(reservation.ownerId()).isEqualTo("111122223333"));
        assertThat(reservations).anySatisfy(reservation -> {
            assertThat(reservation.reservationId()).isEqualTo(launched.get(0).reservationId());
            assertThat(reservation.instances())
                    .extracting(instance -> instance.instanceId())
                    .containsExactlyInAnyOrder(ids(launched));
        });
    }

    @Test
    void theCommonFiltersMatch() {
        SimulatedImage other = region.registerImage("other");
        SimulatedInstance wanted = region.launch(
                        image,
                        1,
                        options -> options.type("m7i.large")
                                .availabilityZone("us-east-1f")
                                .launchTime(Instant.parse("2025-01-02T03:04:05Z"))
                                .tag("Name", "lab-1"))
                .get(0);
        region.launch(other, 1, options -> options.state(InstanceState.STOPPED).availabilityZone("us-east-1a"));

        List<Filter> matching = List.of(
                filter("image-id", image.id()),
                filter("instance-state-name", "running", "pending"),
                filter("instance-state-code", "16"),
                filter("instance-id", wanted.id()),
                filter("instance-type", "m7i.*"),
                filter("availability-zone", "us-east-1f"),
                filter("launch-time", "2025-01-02T*"),
                filter("launch-time", "2025-01-02T03:04:05.000Z"),
                filter("tag:Name", "lab-?"),
                filter("tag-key", "Name"),
                filter("private-ip-address", String.valueOf(wanted.privateIp())),
                filter("ip-address", String.valueOf(wanted.publicIp())),
                filter("reservation-id", wanted.reservationId()));

        assertThat(matching).allSatisfy(one -> assertThat(describedIds(one)).containsExactly(wanted.id()));
        assertThat(describedIds(matching.toArray(Filter[]::new))).containsExactly(wanted.id());
        assertThat(describedIds(filter("owner-id", "111122223333"))).hasSize(2);
        assertThat(describedIds(filter("tag:Name", "LAB-1"))).isEmpty();
    }

    @Test
    void anEmptyTagValueCanBeAskedFor() {
        SimulatedInstance tagged =
                region.launch(image, 1, options -> options.tag("mark", "")).get(0);
        region.launch(image, 1, options -> options.tag("mark", "x"));

        assertThat(describedIds(filter("tag:mark", ""))).containsExactly(tagged.id());
    }

    @Test
    void twoHundredFilterValuesAreTakenAndNotOneMore() {
        String[] values = IntStream.range(0, 199).mapToObj(i -> "ami-" + i).toArray(String[]::new);
        String[] tooMany = IntStream.range(0, 200).mapToObj(i -> "ami-" + i).toArray(String[]::new);

        assertThat(describedIds(filter("image-id", values), filter("instance-state-name", "running")))
                .isEmpty();
        assertThat(codeOf(() -> describedIds(filter("image-id", tooMany), filter("instance-state-name", "running"))))
                .isEqualTo("400 FilterLimitExceeded");
        assertThat(simulator.requests())
                .extracting(request -> request.filterValueCount())
                .containsExactly(200L, 201L);
    }

    @Test
    void anUnknownFilterAndAFilterWithoutValuesAreRefused() {
        assertThat(codeOf(() -> describedIds(filter("image", "a")))).isEqualTo("400 InvalidParameterValue");
        assertThat(codeOf(() -> describedIds(filter("image-id")))).isEqualTo("400 InvalidParameterValue");
        assertThat(codeOf(() -> describedIds(filter("image-id", "x".repeat(256)))))
                .isEqualTo("400 InvalidParameterValue");
    }

    @Test
    void idsSelectAndMustExist() {
        List<SimulatedInstance> launched = region.launch(image, 3);
        String missing = "i-0123456789abcdef0";

        assertThat(byIds(launched.get(0).id(), launched.get(2).id()))
                .containsExactlyInAnyOrder(launched.get(0).id(), launched.get(2).id());
        assertThat(refusal(() -> byIds(launched.get(0).id(), missing))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidInstanceID.NotFound");
        assertThat(refusal(() -> byIds(missing)))
                .hasMessageContaining("The instance ID '" + missing + "' does not exist");
        assertThat(codeOf(() -> byIds("i-xyz"))).isEqualTo("400 InvalidInstanceID.Malformed");
    }

    @Test
    void idsNeverGoTogetherWithMaxResults() {
        String id = region.launch(image).id();

        assertThat(codeOf(() -> ec2.describeInstances(r -> r.instanceIds(id).maxResults(5))))
                .isEqualTo("400 InvalidParameterCombination");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4, 1001})
    void maxResultsOutOfBoundsIsRefused(int maxResults) {
        assertThat(codeOf(() -> ec2.describeInstances(r -> r.maxResults(maxResults))))
                .isEqualTo("400 InvalidParameterValue");
    }

    @Test
    void instancesBelongToAnAccountAndARegion() {
        region.launch(image);

        assertThat(ec2(simulator.account(OTHER_ACCOUNT), REGION)
                        .describeInstances()
                        .reservations())
                .isEmpty();
        assertThat(ec2(simulator.account(), OTHER_REGION).describeInstances().reservations())
                .isEmpty();
    }

    @Test
    void aTerminatedInstanceStaysVisibleForAnHourWithoutItsNetwork() {
        SimulatedInstance instance = region.launch(image);
        region.terminate(instance.id());
        clock.advance(Duration.ofMinutes(59));

        assertThat(described()).singleElement().satisfies(terminated -> {
            assertThat(terminated.state().nameAsString()).isEqualTo("terminated");
            assertThat(terminated.state().code()).isEqualTo(48);
            assertThat(terminated.privateIpAddress()).isNull();
            assertThat(terminated.vpcId()).isNull();
            assertThat(terminated.networkInterfaces()).isEmpty();
            assertThat(terminated.stateTransitionReason()).startsWith("User initiated");
        });

        clock.advance(Duration.ofMinutes(1));

        assertThat(described()).isEmpty();
        assertThat(codeOf(() -> byIds(instance.id()))).isEqualTo("400 InvalidInstanceID.NotFound");
        assertThat(region.find(instance.id())).isEmpty();
    }

    @Test
    void theOrderIsNotThatOfTheLaunchesButAlwaysTheSameForASeed() {
        String[] launched = ids(region.launch(image, 20));
        List<String> listed = describedIds();
        assertThat(listed).containsExactlyInAnyOrder(launched).isNotEqualTo(List.of(launched));

        try (Ec2Simulator again = Ec2Simulator.builder().clock(clock).seed(7).start();
                Ec2Simulator other = Ec2Simulator.builder().clock(clock).seed(8).start()) {
            assertThat(relaunched(again)).containsExactly(launched);
            assertThat(relaunched(other)).doesNotContain(launched);
        }
    }

    private static String[] relaunched(Ec2Simulator simulator) {
        SimulatedRegion region = simulator.region(REGION);
        return ids(region.launch(region.registerImage("CML-2.7.0-a"), 20));
    }

    @Test
    void aDryRunAnswersWhetherItWouldHaveBeenAllowed() {
        assertThat(codeOf(() -> ec2.describeInstances(r -> r.dryRun(true)))).isEqualTo("412 DryRunOperation");
        assertThat(codeOf(() -> ec2.describeImages(r -> r.dryRun(true)))).isEqualTo("412 DryRunOperation");

        simulator.faults().deny(REGION);

        assertThat(codeOf(() -> ec2.describeInstances(r -> r.dryRun(true)))).isEqualTo("403 UnauthorizedOperation");
    }
}
