package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceImageMetadata;

class DescribeInstanceImageMetadataTest extends SimulatorTest {

    private List<InstanceImageMetadata> metadata(Filter... filters) {
        return ec2.describeInstanceImageMetadata(r -> r.filters(filters)).instanceImageMetadata();
    }

    @Test
    void tellsTheNameOfAnImageThatIsGone() {
        SimulatedImage image = region.registerImage("CML-2.7.0-a");
        SimulatedInstance instance = region.launch(
                        image, 1, options -> options.tag("Name", "lab").availabilityZone("us-east-1c"))
                .get(0);
        region.deregisterImage(image.id());

        assertThat(metadata()).singleElement().satisfies(launched -> {
            assertThat(launched.instanceId()).isEqualTo(instance.id());
            assertThat(launched.instanceTypeAsString()).isEqualTo("c5.2xlarge");
            assertThat(launched.launchTime()).isEqualTo(ManualClock.START);
            assertThat(launched.availabilityZone()).isEqualTo("us-east-1c");
            assertThat(launched.zoneId()).isEqualTo("use1-az3");
            assertThat(launched.state().nameAsString()).isEqualTo("running");
            assertThat(launched.ownerId()).isEqualTo("111122223333");
            assertThat(launched.tags()).hasSize(1);
            assertThat(launched.imageMetadata().imageId()).isEqualTo(image.id());
            assertThat(launched.imageMetadata().name()).isEqualTo("CML-2.7.0-a");
            assertThat(launched.imageMetadata().ownerId()).isEqualTo("111122223333");
            assertThat(launched.imageMetadata().stateAsString()).isEqualTo("deregistered");
            assertThat(launched.imageMetadata().creationDate()).isEqualTo("2026-03-04T10:20:30.000Z");
            assertThat(launched.imageMetadata().isPublic()).isFalse();
            assertThat(launched.imageMetadata().imageAllowed()).isTrue();
        });
    }

    @Test
    void filtersByTheInstanceAndTheOwnerOfTheImageButNotByItsNameOrId() {
        region.launch(
                region.registerImage("mine"),
                2,
                options -> options.type("m7i.large").tag("team", "labs"));
        region.launch(region.registerImage("amazon", options -> options.ownedByAmazon()));

        assertThat(metadata(filter("instance-type", "m7i.*"))).hasSize(2);
        assertThat(metadata(filter("owner-alias", "amazon"))).hasSize(1);
        assertThat(metadata(filter("owner-id", "111122223333"))).hasSize(2);
        assertThat(metadata(filter("tag:team", "labs"), filter("instance-state-name", "running")))
                .hasSize(2);
        assertThat(metadata(filter("launch-time", "2026-03-04T*"))).hasSize(3);
        assertThat(metadata(filter("instance-state-name", "stopped"))).isEmpty();
        assertThat(codeOf(() -> metadata(filter("name", "mine")))).isEqualTo("400 InvalidParameterValue");
        assertThat(codeOf(() -> metadata(filter("image-id", "ami-1")))).isEqualTo("400 InvalidParameterValue");
    }

    @Test
    void pagesAndIdsHaveTheRulesOfDescribeInstances() {
        List<SimulatedInstance> launched = region.launch(region.registerImage("a"), 12);

        assertThat(ec2.describeInstanceImageMetadataPaginator(r -> r.maxResults(5))
                        .instanceImageMetadata())
                .extracting(InstanceImageMetadata::instanceId)
                .containsExactlyInAnyOrder(ids(launched));
        assertThat(simulator.requestCount()).isEqualTo(3);
        assertThat(ec2.describeInstanceImageMetadata(
                                r -> r.instanceIds(launched.get(0).id()))
                        .instanceImageMetadata())
                .hasSize(1);
        assertThat(codeOf(() -> ec2.describeInstanceImageMetadata(
                        r -> r.instanceIds(launched.get(0).id()).maxResults(5))))
                .isEqualTo("400 InvalidParameterCombination");
        assertThat(codeOf(() -> ec2.describeInstanceImageMetadata(r -> r.maxResults(4))))
                .isEqualTo("400 InvalidParameterValue");
        assertThat(codeOf(() -> ec2.describeInstanceImageMetadata(r -> r.dryRun(true))))
                .isEqualTo("412 DryRunOperation");
    }
}
