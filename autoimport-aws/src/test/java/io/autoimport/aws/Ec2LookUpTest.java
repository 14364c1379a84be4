package io.autoimport.aws;

import static io.autoimport.aws.ScanFixture.named;
import static io.autoimport.aws.ScanFixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.test.ec2.model.RecordedRequest;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances that are asked for by their ids. */
class Ec2LookUpTest {

    private static final String STRANGER = "999999999999";
    private static final String UNKNOWN = "i-00000000000000000";

    private final ScanFixture aws = new ScanFixture();

    @AfterEach
    void close() {
        aws.close();
    }

    private ScanOutcome lookUp(String... ids) {
        ImportSource source = ImportSource.named("s")
                .regions(ScanFixture.REGION)
                .amiName("some-other-name")
                .includeDeregisteredImages(true)
                .build();
        return lookUp(source.targets().get(0), Set.of(ids));
    }

    private ScanOutcome lookUp(ImportTarget target, Set<String> ids) {
        aws.pages.clear();
        return aws.discovery.lookUp(target, ids, page -> aws.pages.add(page));
    }

    private static Set<String> unknownIds(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> String.format("i-0%016x", number))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Test
    void instancesAreFoundWhateverTheirImageStateAndTags() {
        SimulatedImage image = aws.region.registerImage("CML-a");
        Set<String> ids = new HashSet<>();
        for (InstanceState state : InstanceState.values()) {
            ids.add(aws.region
                    .launch(image, 1, launch -> launch.state(state).tag("auto-import:ignore", ""))
                    .get(0)
                    .id());
        }
        aws.region.launch(image);

        ScanOutcome outcome = lookUp(
                target(source -> source.amiName("other")
                        .states(Set.of(InstanceState.RUNNING))
                        .requiredTags(Map.of("team", "x"))
                        .ignoredInstanceIds(ids)),
                ids);

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(outcome.account()).isEqualTo(aws.ec2.account().id());
        assertThat(outcome.warnings()).isEmpty();
        assertThat(outcome.apiCalls()).isEqualTo(2).isEqualTo(aws.ec2.requestCount());
        assertThat(aws.foundIds()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(aws.found()).extracting(Instance::state).containsExactlyInAnyOrder(InstanceState.values());
        assertThat(aws.found())
                .allSatisfy(instance -> assertThat(instance.image().name()).isEqualTo("CML-a"));
    }

    @Test
    void anUnknownIdDoesNotHideTheOthers() {
        SimulatedInstance instance = aws.region.launch(aws.region.registerImage("CML-a"));

        ScanOutcome outcome = lookUp(UNKNOWN, instance.id());

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.foundIds()).containsExactly(instance.id());
    }

    @Test
    void idsThatAwsDoesNotKnowCostNoImageCalls() {
        ScanOutcome outcome = lookUp(named("CML-*"), unknownIds(450));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.found()).isEmpty();
        assertThat(aws.ec2.requests()).extracting(RecordedRequest::action).containsOnly("DescribeInstances");
        assertThat(outcome.apiCalls()).isEqualTo(3).isEqualTo(aws.ec2.requestCount());
    }

    @Test
    void manyIdsAreAskedForWithinTheLimitsOfEveryRequest() {
        List<SimulatedInstance> launched = aws.region.launch(aws.region.registerImage("CML-a"), 450);
        aws.ec2.faults().shortPages(70, 0, 50).on("DescribeInstances");

        lookUp(named("CML-*"), new HashSet<>(ScanFixture.idsOf(launched)));

        assertThat(aws.foundIds()).containsExactlyInAnyOrderElementsOf(ScanFixture.idsOf(launched));
        assertThat(aws.ec2.requests("DescribeInstances")).allSatisfy(request -> {
            assertThat(request.filterValueCount()).isBetween(1L, 200L);
            assertThat(request.parameters()).containsEntry("MaxResults", "1000");
        });
        assertThat(aws.ec2.requests("DescribeImages"))
                .as("one image, asked for once")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"i-*", "*", "i-?????????????????", "''", "not an id", "i-", "i-0123\\"})
    void whatCanBeNoIdFindsNothingAndIsNotSent(String id) {
        SimulatedInstance instance = aws.region.launch(aws.region.registerImage("CML-a"));

        ScanOutcome alone = lookUp(id);

        assertThat(alone.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.found()).isEmpty();
        assertThat(alone.apiCalls()).isZero();

        lookUp(id, instance.id());

        assertThat(aws.foundIds()).containsExactly(instance.id());
    }

    @Test
    void imagesThatAreGoneOrPrivateAreRemembered() {
        SimulatedImage gone = aws.region.registerImage("gone");
        SimulatedImage hidden = aws.region.registerImage(
                "hidden", options -> options.ownerId(STRANGER).creationDate(Instant.parse("2026-01-02T03:04:05Z")));
        SimulatedImage here = aws.region.registerImage("here");
        String one = aws.region.launch(gone, 2).get(0).id();
        String two = aws.region.launch(hidden).id();
        String three = aws.region.launch(here).id();
        aws.region.deregisterImage(gone.id());

        ScanOutcome outcome = lookUp(one, two, three);

        assertThat(aws.found())
                .extracting(instance -> instance.image().name())
                .containsExactlyInAnyOrder("gone", "hidden", "here");
        assertThat(aws.found())
                .filteredOn(instance -> instance.id().equals(two))
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.image().id()).isEqualTo(hidden.id());
                    assertThat(instance.image().ownerId()).isEqualTo(STRANGER);
                    assertThat(instance.image().creationDate()).isEqualTo("2026-01-02T03:04:05Z");
                });
        assertThat(outcome.apiCalls()).isEqualTo(3);
        assertThat(aws.ec2.requests("DescribeInstanceImageMetadata"))
                .singleElement()
                .satisfies(request -> assertThat(request.filterValueCount())
                        .as("one for each image")
                        .isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidAction",
        "400, UnsupportedOperation",
        "403, UnauthorizedOperation",
        "501, InternalFailure",
        "404, NotFound"
    })
    void withoutWhatEc2RemembersAnImageHasItsIdOnly(int status, String code) {
        SimulatedImage gone = aws.region.registerImage("gone");
        SimulatedInstance instance = aws.region.launch(gone);
        aws.region.deregisterImage(gone.id());
        aws.ec2.faults().fail("DescribeInstanceImageMetadata", status, code);

        ScanOutcome outcome = lookUp(instance.id());

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.found()).singleElement().satisfies(found -> {
            assertThat(found.image().id()).isEqualTo(gone.id());
            assertThat(found.image().name()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "DescribeInstances, 403, UnauthorizedOperation, PERMISSION",
        "DescribeImages, 403, UnauthorizedOperation, PERMISSION",
        "DescribeInstanceImageMetadata, 400, RequestExpired, CREDENTIALS"
    })
    void aLookUpThatFailsSaysSo(String action, int status, String code, FailureCause cause) {
        SimulatedImage gone = aws.region.registerImage("gone");
        SimulatedInstance instance = aws.region.launch(gone);
        aws.region.deregisterImage(gone.id());
        aws.ec2.faults().fail(action, status, code);

        ScanOutcome outcome = lookUp(instance.id());

        assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
        assertThat(outcome.failure()).isNotNull();
        assertThat(outcome.failure().cause()).isEqualTo(cause);
        assertThat(outcome.failure().code()).isEqualTo(code);
        assertThat(outcome.apiCalls()).isEqualTo(aws.ec2.requestCount());
    }

    @Test
    void aPageTokenThatComesTwiceEndsTheLookUp() {
        List<SimulatedInstance> launched = aws.region.launch(aws.region.registerImage("CML-a"), 3);
        aws.ec2.faults().repeatPageToken().on("DescribeInstances");

        ScanOutcome outcome = lookUp(named("CML-*"), new HashSet<>(ScanFixture.idsOf(launched)));

        assertThat(outcome.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(outcome.failure()).isNotNull();
        assertThat(outcome.failure().code()).isEqualTo("RepeatedPageToken");
    }

    @Test
    void aConsumerThatHasEnoughEndsTheLookUp() {
        List<SimulatedInstance> launched = aws.region.launch(aws.region.registerImage("CML-a"), 450);

        ScanOutcome outcome =
                aws.discovery.lookUp(named("CML-*"), new HashSet<>(ScanFixture.idsOf(launched)), page -> false);

        assertThat(outcome.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(outcome.failure()).isNull();
        // The second page was on its way already.
        assertThat(aws.ec2.requests("DescribeInstances")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void afterCloseNoLookUpBegins() {
        aws.discovery.close();

        ScanOutcome outcome = lookUp(UNKNOWN);

        assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
        assertThat(outcome.failure()).isNotNull();
        assertThat(outcome.failure().cause()).isEqualTo(FailureCause.STOPPED);
    }
}
