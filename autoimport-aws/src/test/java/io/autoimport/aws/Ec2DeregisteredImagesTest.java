package io.autoimport.aws;

import static io.autoimport.aws.ScanFixture.idsOf;
import static io.autoimport.aws.ScanFixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportSourceBuilder;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.test.ec2.model.ImageOptions;
import io.autoimport.test.ec2.model.RecordedRequest;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceImageMetadataRequest;

/** Instances whose AMI is not to be had any more. */
class Ec2DeregisteredImagesTest {

    private static final String STRANGER = "999999999999";
    private static final String METADATA = "DescribeInstanceImageMetadata";

    private final ScanFixture aws = new ScanFixture();

    @AfterEach
    void close() {
        aws.close();
    }

    private static ImportTarget including(UnaryOperator<ImportSourceBuilder> source) {
        return target(builder -> source.apply(builder.includeDeregisteredImages(true)));
    }

    private static ImportTarget including(String pattern) {
        return including(source -> source.amiName(pattern));
    }

    private SimulatedInstance launchFromGone(String imageName) {
        return launchFromGone(imageName, options -> {});
    }

    private SimulatedInstance launchFromGone(String imageName, Consumer<ImageOptions> options) {
        SimulatedImage image = aws.region.registerImage(imageName, options);
        SimulatedInstance instance = aws.region.launch(image);
        aws.region.deregisterImage(image.id());
        return instance;
    }

    @Test
    void instancesOfGoneImagesAreFoundBesideTheOthersAndCounted() {
        List<SimulatedInstance> present = aws.region.launch(aws.region.registerImage("CML-2.7.0-a"), 3);
        SimulatedInstance gone =
                launchFromGone("CML-2.7.0-b", options -> options.creationDate(Instant.parse("2026-01-02T03:04:05Z")));
        launchFromGone("cml-2.7.0-b");
        launchFromGone("XCML-2.7.0-b");

        ScanOutcome outcome = aws.scan(including("CML-2.7.0-?"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(outcome.warnings()).isEmpty();
        assertThat(outcome.foundDeregistered()).isEqualTo(1);
        assertThat(outcome.apiCalls()).isEqualTo(3).isEqualTo(aws.ec2.requestCount());
        assertThat(aws.foundIds()).hasSize(4).containsAll(idsOf(present)).contains(gone.id());
        assertThat(aws.found())
                .filteredOn(instance -> instance.id().equals(gone.id()))
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.image().id()).isEqualTo(gone.imageId());
                    assertThat(instance.image().name()).isEqualTo("CML-2.7.0-b");
                    assertThat(instance.image().creationDate()).isEqualTo("2026-01-02T03:04:05Z");
                    assertThat(instance.image().ownerId())
                            .isEqualTo(aws.ec2.account().id());
                });
        assertThat(aws.ec2.requests("DescribeInstances"))
                .as("one pass for both")
                .hasSize(1);
    }

    @Test
    void withoutTheSwitchTheyAreNotFoundAndNotAskedFor() {
        launchFromGone("CML-a");

        ScanOutcome outcome = aws.scan(target(source -> source.amiName("CML-*")));

        assertThat(aws.found()).isEmpty();
        assertThat(outcome.foundDeregistered()).isZero();
        assertThat(aws.ec2.requests(METADATA)).isEmpty();
    }

    @Test
    void instancesOfImagesThatWereMadePrivateAreFound() {
        SimulatedImage shared = aws.region.registerImage(
                "CML-a", options -> options.ownerId(STRANGER).publiclyShared());
        SimulatedInstance instance = aws.region.launch(shared);
        ImportTarget target = including(source -> source.amiName("CML-*").imageOwners(Set.of(STRANGER)));
        assertThat(aws.scan(target).foundDeregistered()).isZero();
        assertThat(aws.foundIds()).containsExactly(instance.id());

        aws.region.makeImagePrivate(shared.id());

        assertThat(aws.scan(target).foundDeregistered()).isEqualTo(1);
        assertThat(aws.foundIds()).containsExactly(instance.id());
    }

    @Test
    void theOwnerCountsForGoneImagesAsForOthers() {
        SimulatedInstance own = launchFromGone("CML-own");
        SimulatedInstance strange = launchFromGone("CML-strange", options -> options.ownerId(STRANGER));
        SimulatedInstance amazons = launchFromGone("CML-amazon", ImageOptions::ownedByAmazon);
        SimulatedInstance marketplace = launchFromGone("CML-market", ImageOptions::ownedByMarketplace);

        aws.scan(including("CML-*"));
        assertThat(aws.foundIds()).containsExactly(own.id());

        aws.scan(including(source -> source.amiName("CML-*").imageOwners(Set.of(STRANGER, "amazon"))));
        assertThat(aws.foundIds()).containsExactlyInAnyOrder(strange.id(), amazons.id());

        aws.scan(including(source -> source.amiName("CML-*").imageOwners(Set.of("aws-marketplace", "self"))));
        assertThat(aws.foundIds()).containsExactlyInAnyOrder(own.id(), marketplace.id());

        aws.scan(including(source -> source.amiName("CML-*").anyImageOwner()));
        assertThat(aws.foundIds()).containsExactlyInAnyOrder(own.id(), strange.id(), amazons.id(), marketplace.id());
    }

    @Test
    void goneImagesCanBeNamedById() {
        SimulatedInstance wanted = launchFromGone("one");
        SimulatedInstance strange = launchFromGone("two", options -> options.ownerId(STRANGER));
        launchFromGone("three");

        ScanOutcome outcome =
                aws.scan(including(source -> source.amiIds(List.of(wanted.imageId(), strange.imageId()))));

        assertThat(aws.foundIds()).containsExactly(wanted.id());
        assertThat(outcome.foundDeregistered()).isEqualTo(1);
    }

    @Test
    void statesAndTagsAreAskedForAsInTheScan() {
        SimulatedImage image = aws.region.registerImage("CML-a");
        String wanted = aws.region
                .launch(image, 1, launch -> launch.tag("team", "x*"))
                .get(0)
                .id();
        aws.region.launch(image, 1, launch -> launch.tag("team", "xy"));
        aws.region.launch(image, 1, launch -> launch.tag("team", "x*").state(InstanceState.TERMINATED));
        aws.region.deregisterImage(image.id());

        aws.scan(including(source -> source.amiName("CML-*").requiredTags(Map.of("team", "x*"))));

        assertThat(aws.foundIds()).containsExactly(wanted);
        assertThat(aws.ec2.requests(METADATA))
                .singleElement()
                .satisfies(request -> assertThat(request.parameters())
                        .containsEntry("MaxResults", "1000")
                        .containsEntry("Filter.1.Name", "instance-state-name")
                        .containsEntry("Filter.2.Name", "tag:team")
                        .containsEntry("Filter.2.Value.1", "x\\*"));
    }

    @Test
    void aFleetIsPagedThroughAndShortPagesLoseNothing() {
        for (int i = 0; i < 300; i++) {
            launchFromGone("CML-" + i);
        }
        aws.ec2.faults().shortPages(70, 0, 30).on(METADATA);

        ScanOutcome outcome = aws.scan(including("CML-*"));

        assertThat(aws.foundIds()).hasSize(300).doesNotHaveDuplicates();
        assertThat(outcome.foundDeregistered()).isEqualTo(300);
        assertThat(aws.ec2.requests("DescribeInstances"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.filterValueCount()).isBetween(5L, 200L));
        assertThat(outcome.apiCalls()).isEqualTo(aws.ec2.requestCount());
    }

    @Test
    void ifNothingIsRememberedEitherTheWarningIsTheOneThatIsKnown() {
        aws.region.launch(aws.region.registerImage("other"), 3);

        ScanOutcome outcome = aws.scan(including("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(outcome.warnings()).singleElement().asString().contains("no AMI matches", "CML-*", "self");
        assertThat(aws.ec2.requests()).extracting(RecordedRequest::action).containsExactly("DescribeImages", METADATA);
    }

    @Test
    void instancesThatAreNamedThemselvesAreNotLookedForByTheirImages() {
        SimulatedInstance instance = launchFromGone("one");

        aws.scan(including(source -> source.instanceIds(List.of(instance.id()))));

        assertThat(aws.foundIds()).containsExactly(instance.id());
        assertThat(aws.ec2.requests(METADATA)).isEmpty();
    }

    @Test
    void anEndpointThatDoesNotKnowTheCallFailsTheTargetAndSaysWhatToDo() {
        aws.region.launch(aws.region.registerImage("CML-a"));
        aws.ec2.faults().unsupported(METADATA);

        Failure failure = failureOf(aws.scan(including("CML-*")));

        assertThat(failure.cause()).isEqualTo(FailureCause.INVALID_REQUEST);
        assertThat(failure.code()).isEqualTo("InvalidAction");
        assertThat(failure.requestId()).isNotBlank();
        assertThat(failure.message())
                .contains("does not offer DescribeInstanceImageMetadata")
                .contains("set include-deregistered-images=false")
                .contains("is not valid for this web service");
        assertThat(aws.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, UnsupportedOperation", "501, InternalFailure", "404, UnknownOperationException"})
    void emulatorsSayItInOtherWords(int status, String code) {
        aws.ec2.faults().fail(METADATA, status, code);

        Failure failure = failureOf(aws.scan(including("CML-*")));

        assertThat(failure.message()).contains("does not offer DescribeInstanceImageMetadata");
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void anEmulatorThatBreaksDownAtTheCallDoesNotKnowItEither() {
        try (Ec2InstanceDiscovery discovery = aws.discovery(
                aws.settings(),
                List.of(ScanFixture::withoutBackoff, Ec2DeregisteredImagesTest::breakingDownAtUnknownActions))) {
            Failure failure = failureOf(aws.scan(discovery, including("CML-*")));

            assertThat(failure.cause()).isEqualTo(FailureCause.INVALID_REQUEST);
            assertThat(failure.code()).isEqualTo("HTTP 500");
            assertThat(failure.message()).contains("does not offer DescribeInstanceImageMetadata");
        }
    }

    /** As the server of moto does, whose page is none of EC2's answers. */
    private static void breakingDownAtUnknownActions(Ec2ClientBuilder builder) {
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public SdkHttpResponse modifyHttpResponse(
                            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                        return isMetadata(context)
                                ? context.httpResponse().toBuilder()
                                        .statusCode(500)
                                        .build()
                                : context.httpResponse();
                    }

                    @Override
                    public Optional<InputStream> modifyHttpResponseContent(
                            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                        return isMetadata(context)
                                ? Optional.of(new ByteArrayInputStream(
                                        "<!doctype html>\n<title>500 Internal Server Error</title>"
                                                .getBytes(StandardCharsets.UTF_8)))
                                : context.responseBody();
                    }
                })
                .build());
    }

    private static boolean isMetadata(Context.BeforeExecution context) {
        return context.request() instanceof DescribeInstanceImageMetadataRequest;
    }

    @ParameterizedTest
    @CsvSource({
        "403, UnauthorizedOperation, PERMISSION",
        "400, RequestExpired, CREDENTIALS",
        "400, InvalidParameterValue, INVALID_REQUEST"
    })
    void anyOtherAnswerIsNoMatterOfTheEndpoint(int status, String code, FailureCause cause) {
        aws.region.launch(aws.region.registerImage("CML-a"));
        aws.ec2.faults().fail(METADATA, status, code);

        Failure failure = failureOf(aws.scan(including("CML-*")));

        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).doesNotContain("does not offer");
    }

    @Test
    void aPageTokenThatComesTwiceEndsTheScan() {
        launchFromGone("CML-a");
        aws.ec2.faults().repeatPageToken().on(METADATA);

        assertThat(failureOf(aws.scan(including("CML-*"))).code()).isEqualTo("RepeatedPageToken");
    }

    @Test
    void whatWasHandedOverBeforeAFailureIsCounted() {
        SimulatedImage image = aws.region.registerImage("CML-a");
        aws.region.launch(image, 1_500);
        aws.region.deregisterImage(image.id());
        aws.ec2.faults().fail("DescribeInstances", 403, "UnauthorizedOperation").after(1);

        ScanOutcome outcome = aws.scan(including("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(outcome.foundDeregistered()).isEqualTo(1_000);
        assertThat(aws.found()).extracting(Instance::id).hasSize(1_000);
    }

    private static Failure failureOf(ScanOutcome outcome) {
        assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
        assertThat(outcome.failure()).isNotNull();
        return outcome.failure();
    }
}
