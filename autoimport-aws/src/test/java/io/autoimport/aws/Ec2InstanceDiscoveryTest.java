package io.autoimport.aws;

import static io.autoimport.aws.ScanFixture.idsOf;
import static io.autoimport.aws.ScanFixture.named;
import static io.autoimport.aws.ScanFixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.test.ec2.model.RecordedRequest;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found, and what is asked for it. */
class Ec2InstanceDiscoveryTest {

    private static final String STRANGER = "999999999999";

    private final ScanFixture aws = new ScanFixture();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void everyFieldOfAnInstanceAndItsImageIsRead() {
        SimulatedImage image = aws.region.registerImage(
                "CML-2.7.0-a",
                options -> options.description("the image").creationDate(Instant.parse("2026-01-02T03:04:05Z")));
        SimulatedInstance launched = aws.region
                .launch(
                        image,
                        1,
                        launch -> launch.type("c5.4xlarge")
                                .launchTime(Instant.parse("2026-02-03T04:05:06Z"))
                                .tag("Name", "one")
                                .tag("empty", ""))
                .get(0);

        ScanOutcome outcome = aws.scan(named("CML-2.7.0-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(outcome.account()).isEqualTo(aws.ec2.account().id());
        assertThat(outcome.warnings()).isEmpty();
        Instance found = aws.found().get(0);
        assertThat(found.id()).isEqualTo(launched.id());
        assertThat(found.region()).isEqualTo("us-east-1");
        assertThat(found.state()).isEqualTo(InstanceState.RUNNING);
        assertThat(found.type()).isEqualTo("c5.4xlarge");
        assertThat(found.launchTime()).isEqualTo("2026-02-03T04:05:06Z");
        assertThat(found.privateIp()).isEqualTo(launched.privateIp());
        assertThat(found.publicIp()).isEqualTo(launched.publicIp()).isNotBlank();
        assertThat(found.tags()).isEqualTo(Map.of("Name", "one", "empty", ""));
        assertThat(found.image().id()).isEqualTo(image.id());
        assertThat(found.image().name()).isEqualTo("CML-2.7.0-a");
        assertThat(found.image().description()).isEqualTo("the image");
        assertThat(found.image().creationDate()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(found.image().ownerId()).isEqualTo(aws.ec2.account().id());
    }

    @Test
    void theNameMatchesAsAWholeAndCaseMatters() {
        List<SimulatedInstance> expected = aws.region.launch(aws.region.registerImage("CML-2.7.0-a"), 2);
        for (String other : List.of("XCML-2.7.0-a", "cml-2.7.0-a", "CML-2.7.0", "CML-2.7.1-a")) {
            aws.region.launch(aws.region.registerImage(other));
        }

        aws.scan(named("CML-2.7.0-?"));

        assertThat(aws.foundIds()).containsExactlyInAnyOrderElementsOf(idsOf(expected));
    }

    @Test
    void imagesOfStrangersDoNotCountUnlessTheyAreAskedFor() {
        SimulatedImage foreign = aws.region.registerImage(
                "CML-2.7.0-a", options -> options.ownerId(STRANGER).publiclyShared());
        SimulatedInstance instance = aws.region.launch(foreign);

        aws.scan(named("CML-2.7.0-*"));
        assertThat(aws.found()).isEmpty();

        aws.scan(target(source -> source.amiName("CML-2.7.0-*").imageOwners(Set.of(STRANGER))));
        assertThat(aws.foundIds()).containsExactly(instance.id());

        aws.scan(target(source -> source.amiName("CML-2.7.0-*").anyImageOwner()));
        assertThat(aws.foundIds()).containsExactly(instance.id());
    }

    @Test
    void instancesOfDeprecatedImagesAreFound() {
        SimulatedImage image = aws.region.registerImage("CML-2.7.0-a");
        SimulatedInstance instance = aws.region.launch(image);
        aws.region.deprecateImage(image.id());

        aws.scan(named("CML-2.7.0-*"));

        assertThat(aws.foundIds()).containsExactly(instance.id());
        assertThat(aws.ec2.requests("DescribeImages"))
                .allSatisfy(request -> assertThat(request.parameters())
                        .containsEntry("IncludeDeprecated", "true")
                        .containsEntry("IncludeDisabled", "true"));
    }

    @Test
    void withoutAMatchingImageInstancesAreNotAskedFor() {
        aws.region.launch(aws.region.registerImage("other"), 3);

        ScanOutcome outcome = aws.scan(named("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(outcome.warnings()).singleElement().asString().contains("no AMI matches", "CML-*", "self");
        assertThat(aws.ec2.requests("DescribeInstances")).isEmpty();
        assertThat(outcome.apiCalls()).isEqualTo(1);
    }

    @Test
    void onlyInstancesInTheAskedStatesAreFound() {
        SimulatedImage image = aws.region.registerImage("CML-a");
        Map<InstanceState, String> ids = new HashMap<>();
        for (InstanceState state : InstanceState.values()) {
            ids.put(
                    state,
                    aws.region
                            .launch(image, 1, launch -> launch.state(state))
                            .get(0)
                            .id());
        }

        aws.scan(named("CML-*"));
        assertThat(aws.foundIds())
                .containsExactlyInAnyOrder(
                        ids.get(InstanceState.PENDING),
                        ids.get(InstanceState.RUNNING),
                        ids.get(InstanceState.STOPPING),
                        ids.get(InstanceState.STOPPED));

        aws.scan(target(source -> source.amiName("CML-*").states(Set.of(InstanceState.STOPPED))));
        assertThat(aws.foundIds()).containsExactly(ids.get(InstanceState.STOPPED));
    }

    @Test
    void requiredTagsAreAskedForAllOfThemAndToTheLetter() {
        SimulatedImage image = aws.region.registerImage("CML-a");
        String wanted = aws.region
                .launch(image, 1, launch -> launch.tag("env", "a*b?\\").tag("team", "x"))
                .get(0)
                .id();
        aws.region.launch(image, 1, launch -> launch.tag("env", "aXXbY\\").tag("team", "x"));
        aws.region.launch(image, 1, launch -> launch.tag("env", "a*b?\\"));

        aws.scan(target(source -> source.amiName("CML-*").requiredTags(Map.of("env", "a*b?\\", "team", "x"))));

        assertThat(aws.foundIds()).containsExactly(wanted);
    }

    @Test
    void manyImagesAndInstancesAreFoundOnceEachWithinTheLimitsOfEveryRequest() {
        for (int i = 0; i < 1_250; i++) {
            SimulatedImage image = aws.region.registerImage("CML-" + i);
            if (i % 2 == 0) {
                aws.region.launch(image, 4);
            }
        }

        ScanOutcome outcome = aws.scan(
                target(source -> source.amiName("CML-*").requiredTags(Map.of()).ignoreTag(null)));

        assertThat(aws.foundIds()).hasSize(2_500).doesNotHaveDuplicates();
        List<RecordedRequest> images = aws.ec2.requests("DescribeImages");
        List<RecordedRequest> instances = aws.ec2.requests("DescribeInstances");
        assertThat(images).hasSize(2);
        assertThat(instances)
                .hasSize(7) // 1,250 images, 196 of them beside four states in each request
                .allSatisfy(request -> {
                    assertThat(request.filterValueCount()).isBetween(5L, 200L);
                    assertThat(request.parameters()).containsEntry("MaxResults", "1000");
                });
        assertThat(outcome.apiCalls()).isEqualTo(9);
        assertThat(aws.pages).allSatisfy(page -> assertThat(page).hasSizeBetween(1, 1_000));
    }

    @Test
    void pagesThatTheServerLeavesShortOrEmptyLoseNothing() {
        aws.region.launch(aws.region.registerImage("CML-a"), 40);
        aws.ec2.faults().shortPages(7, 0, 5).on("DescribeInstances");

        ScanOutcome outcome = aws.scan(named("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.foundIds()).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void aConsumerThatHasEnoughEndsTheScan() {
        aws.region.launch(aws.region.registerImage("CML-a"), 2_500);

        ScanOutcome outcome = aws.discovery.scan(named("CML-*"), page -> false);

        assertThat(outcome.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(outcome.failure()).isNull();
        assertThat(aws.ec2.requests("DescribeInstances"))
                .hasSizeLessThanOrEqualTo(2); // the second one was on its way already
    }

    @Test
    void imagesCanBeNamedByIdAndUnknownOnesDoNoHarm() {
        SimulatedImage image = aws.region.registerImage("one");
        SimulatedInstance instance = aws.region.launch(image);
        aws.region.launch(aws.region.registerImage("two"));

        aws.scan(target(source -> source.amiIds(List.of(image.id(), "ami-00000000000000000"))));

        assertThat(aws.foundIds()).containsExactly(instance.id());
        assertThat(aws.found().get(0).image().name()).isEqualTo("one");
    }

    @Test
    void aStrangersImageNamedByIdDoesNotCountEither() {
        SimulatedImage foreign = aws.region.registerImage(
                "one", options -> options.ownerId(STRANGER).publiclyShared());
        aws.region.launch(foreign);

        ScanOutcome outcome = aws.scan(target(source -> source.amiIds(List.of(foreign.id()))));

        assertThat(aws.found()).isEmpty();
        assertThat(outcome.warnings()).singleElement().asString().contains("no AMI matches");
    }

    @Test
    void instancesCanBeNamedByIdWhateverTheyWereLaunchedFrom() {
        SimulatedInstance one = aws.region.launch(aws.region.registerImage("one"));
        SimulatedInstance two = aws.region.launch(aws.region.registerImage("two"));
        aws.region.launch(aws.region.registerImage("three"));

        ScanOutcome outcome =
                aws.scan(target(source -> source.instanceIds(List.of(one.id(), two.id(), "i-00000000000000000"))));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(outcome.warnings()).singleElement().asString().contains("1 of 3 instance ids");
        assertThat(aws.found()).extracting(instance -> instance.image().name()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void eachRegionIsAskedForItselfWithOneClient() {
        SimulatedInstance here = aws.region.launch(aws.region.registerImage("CML-a"));
        aws.ec2.region("eu-west-1").launch(aws.ec2.region("eu-west-1").registerImage("CML-a"));

        aws.scan(named("CML-*"));
        assertThat(aws.foundIds()).containsExactly(here.id());
        assertThat(aws.ec2.requests()).extracting(RecordedRequest::region).containsOnly("us-east-1");
    }
}
