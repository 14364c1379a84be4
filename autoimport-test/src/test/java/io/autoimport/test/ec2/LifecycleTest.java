package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class LifecycleTest extends SimulatorTest {

    private final SimulatedImage image = region.registerImage("CML-2.7.0-a");

    private RunInstancesResponse run(Consumer<RunInstancesRequest.Builder> request) {
        return ec2.runInstances(r ->
                request.accept(r.imageId(image.id()).minCount(1).maxCount(1).instanceType("m7i.large")));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static TagSpecification tagSpecification(String resourceType, Tag tag) {
        return TagSpecification.builder().resourceType(resourceType).tags(tag).build();
    }

    private Map<String, String> tagsOf(String id) {
        return region.find(id).orElseThrow().tags();
    }

    @Test
    void launchedInstancesArePendingInTheAnswerAndRunningAfterwards() {
        RunInstancesResponse launch = run(r -> r.maxCount(3)
                .tagSpecifications(
                        tagSpecification("instance", tag("Name", "lab")),
                        tagSpecification("volume", tag("Name", "disk"))));

        assertThat(launch.reservationId()).startsWith("r-0");
        assertThat(launch.instances())
                .hasSize(3)
                .allSatisfy(
                        instance -> assertThat(instance.state().nameAsString()).isEqualTo("pending"));
        assertThat(launch.instances()).extracting(Instance::amiLaunchIndex).containsExactly(0, 1, 2);
        assertThat(described()).hasSize(3).allSatisfy(instance -> {
            assertThat(instance.state().nameAsString()).isEqualTo("running");
            assertThat(instance.instanceTypeAsString()).isEqualTo("m7i.large");
            assertThat(instance.tags()).containsExactly(tag("Name", "lab"));
        });
    }

    @Test
    void aClientTokenLaunchesOnce() {
        RunInstancesResponse first = run(r -> r.clientToken("once").maxCount(2));
        RunInstancesResponse second = run(r -> r.clientToken("once").maxCount(2));

        assertThat(second.reservationId()).isEqualTo(first.reservationId());
        assertThat(region.instances()).hasSize(2);
    }

    @Test
    void aLaunchThatCantBeIsRefused() {
        SimulatedImage foreign = region.registerImage("foreign", options -> options.ownerId(OTHER_ACCOUNT));
        SimulatedImage gone = region.registerImage("gone");
        region.deregisterImage(gone.id());

        assertThat(codeOf(() -> run(r -> r.imageId(foreign.id())))).isEqualTo("400 InvalidAMIID.NotFound");
        assertThat(codeOf(() -> run(r -> r.imageId(gone.id())))).isEqualTo("400 InvalidAMIID.Unavailable");
        assertThat(codeOf(() -> run(r -> r.imageId("x")))).isEqualTo("400 InvalidAMIID.Malformed");
        assertThat(codeOf(() -> run(r -> r.minCount(2)))).isEqualTo("400 InvalidParameterValue");
        assertThat(codeOf(() -> run(r -> r.minCount(1001).maxCount(2000)))).isEqualTo("400 InstanceLimitExceeded");
        assertThat(codeOf(() -> run(r -> r.imageId(null)))).isEqualTo("400 MissingParameter");
        assertThat(codeOf(() -> run(r -> r.dryRun(true)))).isEqualTo("412 DryRunOperation");
        assertThat(region.instances()).isEmpty();
    }

    @Test
    void aDeprecatedImageCanStillBeLaunched() {
        region.deprecateImage(image.id());

        assertThat(run(r -> {}).instances()).hasSize(1);
    }

    @Test
    void stoppingTakesThePublicAddressAndStartingGivesANewLaunchTime() {
        SimulatedInstance instance = region.launch(image);
        clock.advance(Duration.ofMinutes(5));

        InstanceStateChange stop = ec2.stopInstances(r -> r.instanceIds(instance.id()))
                .stoppingInstances()
                .get(0);

        assertThat(stop.previousState().nameAsString()).isEqualTo("running");
        assertThat(stop.currentState().nameAsString()).isEqualTo("stopping");
        Instance stopped = described().get(0);
        assertThat(stopped.state().nameAsString()).isEqualTo("stopped");
        assertThat(stopped.publicIpAddress()).isNull();
        assertThat(stopped.privateIpAddress()).isEqualTo(instance.privateIp());
        assertThat(stopped.stateReason().code()).isEqualTo("Client.UserInitiatedShutdown");

        InstanceStateChange start = ec2.startInstances(r -> r.instanceIds(instance.id()))
                .startingInstances()
                .get(0);

        assertThat(start.previousState().nameAsString()).isEqualTo("stopped");
        assertThat(start.currentState().nameAsString()).isEqualTo("pending");
        Instance started = described().get(0);
        assertThat(started.state().nameAsString()).isEqualTo("running");
        assertThat(started.launchTime()).isEqualTo(clock.instant());
        assertThat(started.publicIpAddress()).isNotNull().isNotEqualTo(instance.publicIp());
        assertThat(started.privateIpAddress()).isEqualTo(instance.privateIp());
    }

    @Test
    void eachStartGivesAnotherPublicAddressAndOnlyToWhatHadOne() {
        SimulatedInstance instance = region.launch(image);
        SimulatedInstance hidden =
                region.launch(image, 1, options -> options.withoutPublicIp()).get(0);
        Set<String> addresses = new HashSet<>(Set.of(instance.publicIp()));

        for (int i = 0; i < 3; i++) {
            region.stop(instance.id());
            region.stop(hidden.id());
            addresses.add(region.start(instance.id()).publicIp());
            assertThat(region.start(hidden.id()).publicIp()).isNull();
        }

        assertThat(addresses).hasSize(4).doesNotContainNull();
        assertThat(region.start(instance.id()))
                .as("what runs is left alone")
                .isEqualTo(region.find(instance.id()).orElseThrow());
    }

    @Test
    void theTypeOfAStoppedInstanceCanBeChanged() {
        String id = region.launch(image).id();
        assertThatIllegalStateException()
                .isThrownBy(() -> region.changeType(id, "c5.4xlarge"))
                .withMessageContaining("running")
                .withMessageContaining("stop it first");
        region.stop(id);

        region.changeType(id, "c5.4xlarge");

        assertThat(described().get(0).instanceTypeAsString()).isEqualTo("c5.4xlarge");
        assertThat(described().get(0).state().nameAsString()).isEqualTo("stopped");
    }

    @Test
    void terminatingIsFinal() {
        String id = region.launch(image).id();

        InstanceStateChange change = ec2.terminateInstances(r -> r.instanceIds(id))
                .terminatingInstances()
                .get(0);

        assertThat(change.previousState().nameAsString()).isEqualTo("running");
        assertThat(change.currentState().nameAsString()).isEqualTo("shutting-down");
        assertThat(codeOf(() -> ec2.startInstances(r -> r.instanceIds(id)))).isEqualTo("400 IncorrectInstanceState");
        assertThat(codeOf(() -> ec2.stopInstances(r -> r.instanceIds(id)))).isEqualTo("400 IncorrectInstanceState");
        assertThat(ec2.terminateInstances(r -> r.instanceIds(id))
                        .terminatingInstances()
                        .get(0)
                        .currentState()
                        .code())
                .isEqualTo(48);
        assertThat(region.start(id).state()).isEqualTo(InstanceState.TERMINATED);
        clock.advance(Duration.ofHours(1));
        assertThat(region.find(id))
                .as("terminating again does not prolong its visibility")
                .isEmpty();
    }

    @Test
    void aStateChangeIsDoneToAllOrNone() {
        String id = region.launch(image).id();

        assertThat(codeOf(() -> ec2.terminateInstances(r -> r.instanceIds(id, "i-0123456789abcdef0"))))
                .isEqualTo("400 InvalidInstanceID.NotFound");
        assertThat(codeOf(() -> ec2.terminateInstances(r -> r.instanceIds(id).dryRun(true))))
                .isEqualTo("412 DryRunOperation");
        assertThat(codeOf(() -> ec2.terminateInstances(r -> {}))).isEqualTo("400 MissingParameter");
        assertThat(region.find(id).orElseThrow().state()).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void tagsAreCreatedChangedAndDeletedOnInstancesAndImages() {
        String id = region.launch(image, 1, options -> options.tag("a", "1").tag("b", "2"))
                .get(0)
                .id();

        ec2.createTags(r -> r.resources(id, image.id()).tags(tag("b", "3"), tag("c", "")));

        assertThat(tagsOf(id)).isEqualTo(Map.of("a", "1", "b", "3", "c", ""));
        assertThat(region.findImage(image.id()).orElseThrow().tags()).isEqualTo(Map.of("b", "3", "c", ""));

        ec2.deleteTags(r -> r.resources(id).tags(Tag.builder().key("a").build(), tag("b", "other")));

        assertThat(tagsOf(id)).isEqualTo(Map.of("b", "3", "c", ""));

        ec2.deleteTags(r -> r.resources(id));

        assertThat(tagsOf(id)).isEmpty();
    }

    @Test
    void tagsHaveBounds() {
        String id = region.launch(image).id();
        Tag[] tooMany =
                IntStream.range(0, 51).mapToObj(i -> tag("key-" + i, "x")).toArray(Tag[]::new);

        assertThat(codeOf(() -> ec2.createTags(r -> r.resources(id).tags(tooMany))))
                .isEqualTo("400 TagLimitExceeded");
        assertThat(codeOf(() -> ec2.createTags(r -> r.resources(id).tags(tag("aws:x", "y")))))
                .isEqualTo("400 InvalidParameterValue");
        assertThat(codeOf(() -> ec2.createTags(r -> r.resources(id).tags(tag("x".repeat(128), "y")))))
                .isEqualTo("400 InvalidParameterValue");
        assertThat(codeOf(() -> ec2.createTags(r -> r.resources("vol-1").tags(tag("x", "y")))))
                .isEqualTo("400 InvalidID");
        assertThat(codeOf(() ->
                        ec2.createTags(r -> r.resources("i-0123456789abcdef0").tags(tag("x", "y")))))
                .isEqualTo("400 InvalidInstanceID.NotFound");
        assertThat(codeOf(() ->
                        ec2.createTags(r -> r.resources(id).tags(tag("x", "y")).dryRun(true))))
                .isEqualTo("412 DryRunOperation");
        assertThat(tagsOf(id)).isEmpty();
    }

    @Test
    void whatATestDoesDirectlyShowsInTheApi() {
        String id = region.launch(image).id();

        region.tag(id, "a", "1");
        region.tag(id, "b", "2");
        region.untag(id, "a");
        region.stop(id);

        assertThat(described()).singleElement().satisfies(instance -> {
            assertThat(instance.tags()).containsExactly(tag("b", "2"));
            assertThat(instance.state().nameAsString()).isEqualTo("stopped");
        });
        assertThat(region.start(id).state()).isEqualTo(InstanceState.RUNNING);
        assertThat(region.name()).isEqualTo(REGION);
    }
}
