package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;

class FleetTest extends SimulatorTest {

    private static final int MILLION = 1_000_000;

    private final SimulatedImage image = region.registerImage("CML-2.7.0-a");

    @Test
    void aMillionInstancesAreListedInAnOrderOfTheirOwn() {
        region.launchFleet(image, MILLION);

        Set<String> seen = new HashSet<>();
        DescribeInstancesResponse page = ec2.describeInstances(r -> r.maxResults(1000));
        for (int i = 0; i < 3; i++) {
            page.reservations()
                    .forEach(reservation ->
                            seen.add(reservation.instances().get(0).instanceId()));
            String token = page.nextToken();
            page = ec2.describeInstances(r -> r.maxResults(1000).nextToken(token));
        }

        assertThat(seen).hasSize(3000);
        List<String> first =
                region.instances().limit(5).map(SimulatedInstance::id).toList();
        assertThat(describedIds().subList(0, 5)).isNotEqualTo(first);
    }

    @Test
    void everyInstanceOfAFleetHasAnIdOfItsOwn() {
        region.launchFleet(image, 100_000);

        assertThat(region.instances().map(SimulatedInstance::id).distinct().count())
                .isEqualTo(100_000);
    }

    @Test
    void anyOneOfAMillionIsFoundByItsId() {
        region.launchFleet(image, MILLION, options -> options.tag("Name", "lab-{index}"));
        SimulatedInstance some = region.instances().skip(54_321).findFirst().orElseThrow();

        List<Instance> found = described(
                ec2, DescribeInstancesRequest.builder().instanceIds(some.id()).build());

        assertThat(found).singleElement().satisfies(instance -> {
            assertThat(instance.instanceId()).isEqualTo(some.id());
            assertThat(instance.privateIpAddress()).isEqualTo(some.privateIp());
            assertThat(instance.tags().get(0).value()).isEqualTo("lab-54321");
        });
        assertThat(region.find(some.id())).contains(some);
    }

    @Test
    void aRareOneIsFoundByFilterAndOtherImagesArePassedOver() {
        region.launchFleet(image, MILLION);
        SimulatedInstance rare = region.launch(region.registerImage("rare"));

        assertThat(describedIds(filter("image-id", rare.imageId()))).containsExactly(rare.id());
    }

    @Test
    void individualsCanBeChanged() {
        region.launchFleet(image, 100);
        List<String> ids = region.instances().map(SimulatedInstance::id).toList();
        region.terminate(ids.get(0));
        region.stop(ids.get(1));
        region.tag(ids.get(2), "team", "labs");
        ec2.terminateInstances(r -> r.instanceIds(ids.get(3)));

        assertThat(describedIds(filter("instance-state-name", "terminated")))
                .containsExactlyInAnyOrder(ids.get(0), ids.get(3));
        assertThat(describedIds(filter("instance-state-name", "stopped"))).containsExactly(ids.get(1));
        assertThat(describedIds(filter("tag:team", "labs"))).containsExactly(ids.get(2));
        assertThat(describedIds(filter("instance-state-name", "running"))).hasSize(97);
        assertThat(region.find(ids.get(1)).orElseThrow().state()).isEqualTo(InstanceState.STOPPED);
    }

    @Test
    void fleetsOfDifferentRegionsAndAccountsShareNoId() {
        region.launchFleet(image, 1000);
        SimulatedRegion other = simulator.region(OTHER_REGION);
        other.launchFleet(other.registerImage("a"), 1000);
        SimulatedRegion foreign = simulator.account(OTHER_ACCOUNT).region(REGION);
        foreign.launchFleet(foreign.registerImage("a"), 1000);
        Set<String> ids = new HashSet<>();

        List.of(region, other, foreign).forEach(r -> r.instances().forEach(instance -> ids.add(instance.id())));

        assertThat(ids).hasSize(3000);
        assertThat(other.find(region.instances().findFirst().orElseThrow().id()))
                .isEmpty();
    }

    @Test
    void aLaunchNeedsAnImageOfTheRegionAndAnInstance() {
        SimulatedRegion other = simulator.region(OTHER_REGION);

        assertThatThrownBy(() -> other.launch(image)).hasMessageContaining("register one there");
        assertThatThrownBy(() -> region.launchFleet(image, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> region.terminate("i-0123456789abcdef0")).hasMessageContaining("has no instance");
        assertThatThrownBy(() -> region.deregisterImage("ami-1")).hasMessageContaining("There is no image");
    }
}
