package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.test.ec2.model.SimulatedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

class DescribeImagesTest extends SimulatorTest {

    private List<String> names(Consumer<DescribeImagesRequest.Builder> request) {
        return names(ec2, request);
    }

    private static List<String> names(Ec2Client client, Consumer<DescribeImagesRequest.Builder> request) {
        return client.describeImages(request).images().stream().map(Image::name).toList();
    }

    @Test
    void anImageIsDescribedInFull() {
        SimulatedImage image = region.registerImage(
                "CML-2.7.0-a",
                options -> options.description("A lab <&> \"more\"").tag("team", "labs"));

        Image described = ec2.describeImages().images().get(0);

        assertThat(described.imageId()).isEqualTo(image.id()).matches("ami-[0-9a-f]{17}");
        assertThat(described.name()).isEqualTo("CML-2.7.0-a");
        assertThat(described.description()).isEqualTo("A lab <&> \"more\"");
        assertThat(described.ownerId()).isEqualTo("111122223333");
        assertThat(described.creationDate()).isEqualTo("2026-03-04T10:20:30.000Z");
        assertThat(described.state()).isEqualTo(ImageState.AVAILABLE);
        assertThat(described.publicLaunchPermissions()).isFalse();
        assertThat(described.tags()).singleElement().satisfies(tag -> {
            assertThat(tag.key()).isEqualTo("team");
            assertThat(tag.value()).isEqualTo("labs");
        });
        assertThat(described.blockDeviceMappings()).hasSize(1);
        assertThat(described.architectureAsString()).isEqualTo("x86_64");
        assertThat(described.platformDetails()).isEqualTo("Linux/UNIX");
    }

    @Test
    void theNameFilterIsAGlobAnchoredAtBothEndsAndCaseSensitive() {
        List.of("CML-2.7.0-a", "CML-2.7.0-b", "cml-2.7.0-c", "xCML-2.7.0-d", "CML-2.7.*")
                .forEach(region::registerImage);

        assertThat(names(r -> r.filters(filter("name", "CML-2.7.0-*"))))
                .containsExactlyInAnyOrder("CML-2.7.0-a", "CML-2.7.0-b");
        assertThat(names(r -> r.filters(filter("name", "CML-2.7.0-?")))).hasSize(2);
        assertThat(names(r -> r.filters(filter("name", "CML-2.7.\\*")))).containsExactly("CML-2.7.*");
        assertThat(names(r -> r.filters(filter("name", "CML-2.7.0")))).isEmpty();
        assertThat(names(r -> r.filters(filter("name", "cml-*", "xCML-*")))).hasSize(2);
    }

    @Test
    void valuesAreAlternativesAndFiltersMustAllMatch() {
        SimulatedImage a = region.registerImage("a", options -> options.tag("stage", "prod"));
        region.registerImage("b", options -> options.tag("stage", "test"));
        region.registerImage("c");

        assertThat(names(r -> r.filters(filter("name", "a", "c")))).containsExactlyInAnyOrder("a", "c");
        assertThat(names(r -> r.filters(filter("name", "a", "c"), filter("tag:stage", "*"))))
                .containsExactly("a");
        assertThat(names(r -> r.filters(filter("tag-key", "stage")))).containsExactlyInAnyOrder("a", "b");
        assertThat(names(r -> r.filters(filter("image-id", a.id())))).containsExactly("a");
        assertThat(names(r -> r.filters(filter("state", "available")))).hasSize(3);
        assertThat(names(r -> r.filters(filter("owner-id", OTHER_ACCOUNT)))).isEmpty();
        assertThat(names(r -> r.filters(filter("is-public", "false")))).hasSize(3);
    }

    @Test
    void anUnknownFilterIsRefused() {
        assertThat(codeOf(() -> names(r -> r.filters(filter("nmae", "a"))))).isEqualTo("400 InvalidParameterValue");
    }

    @Test
    void anImageThatIsMadePrivateShowsToItsOwnerOnly() {
        SimulatedImage image = region.registerImage(
                "CML-2.7.0-a", options -> options.ownerId(OTHER_ACCOUNT).publiclyShared());
        String instance = region.launch(image).id();
        assertThat(names(r -> {})).containsExactly("CML-2.7.0-a");

        assertThat(region.makeImagePrivate(image.id()).isPublic()).isFalse();

        assertThat(names(r -> {})).isEmpty();
        assertThat(names(ec2(simulator.account(OTHER_ACCOUNT), REGION), r -> {}))
                .containsExactly("CML-2.7.0-a");
        assertThat(describedIds()).containsExactly(instance);
        assertThat(ec2.describeInstanceImageMetadata(r -> {}).instanceImageMetadata())
                .singleElement()
                .satisfies(
                        launched -> assertThat(launched.imageMetadata().name()).isEqualTo("CML-2.7.0-a"));
    }

    @Test
    void anotherAccountsPrivateImageIsInvisible() {
        SimulatedImage image = region.registerImage("private", options -> options.ownerId(OTHER_ACCOUNT));

        assertThat(names(r -> {})).isEmpty();
        assertThat(codeOf(() -> names(r -> r.imageIds(image.id())))).isEqualTo("400 InvalidAMIID.NotFound");
        assertThat(names(ec2(simulator.account(OTHER_ACCOUNT), REGION), r -> r.owners("self")))
                .containsExactly("private");
    }

    @Test
    void aStrangersPublicImageShowsUnlessOwnersAreNamed() {
        region.registerImage("mine");
        region.registerImage(
                "stranger", options -> options.ownerId(OTHER_ACCOUNT).publiclyShared());
        region.registerImage(
                "shared", options -> options.ownerId("333344445555").sharedWith("111122223333"));
        region.registerImage("amazon", options -> options.ownedByAmazon());
        region.registerImage("market", options -> options.ownedByMarketplace());

        assertThat(names(r -> {})).containsExactlyInAnyOrder("mine", "stranger", "shared", "amazon", "market");
        assertThat(names(r -> r.owners("self"))).containsExactly("mine");
        assertThat(names(r -> r.owners("111122223333"))).containsExactly("mine");
        assertThat(names(r -> r.owners(OTHER_ACCOUNT, "amazon"))).containsExactlyInAnyOrder("stranger", "amazon");
        assertThat(names(r -> r.owners("aws-marketplace"))).containsExactly("market");
        assertThat(codeOf(() -> names(r -> r.owners("nobody")))).isEqualTo("400 InvalidUserID.Malformed");
    }

    @Test
    void imagesBelongToARegion() {
        region.registerImage("a");

        assertThat(names(ec2(simulator.account(), OTHER_REGION), r -> {})).isEmpty();
    }

    @Test
    void aDeprecatedImageShowsToItsOwnerToWhoAsksForItAndToWhoKnowsItsId() {
        SimulatedImage image = region.registerImage(
                "old",
                options -> options.ownerId(OTHER_ACCOUNT)
                        .publiclyShared()
                        .deprecatedAt(ManualClock.START.plusSeconds(60)));
        assertThat(names(r -> {})).containsExactly("old");

        clock.advance(Duration.ofMinutes(1));

        assertThat(names(r -> {})).isEmpty();
        assertThat(names(r -> r.includeDeprecated(true))).containsExactly("old");
        assertThat(names(r -> r.imageIds(image.id()))).containsExactly("old");
        assertThat(names(ec2(simulator.account(OTHER_ACCOUNT), REGION), r -> {}))
                .containsExactly("old");
        assertThat(ec2.describeImages(r -> r.includeDeprecated(true))
                        .images()
                        .get(0)
                        .deprecationTime())
                .isEqualTo("2026-03-04T10:21:30.000Z");
    }

    @Test
    void anImageCanBeDeprecatedLater() {
        SimulatedImage image = region.registerImage("old", options -> options.ownedByAmazon());

        region.deprecateImage(image.id());

        assertThat(names(r -> {})).isEmpty();
    }

    @Test
    void aDeregisteredImageIsGoneAndItsIdUnknownOnceNoInstanceRefersToIt() {
        SimulatedImage image = region.registerImage("gone");
        String instance = region.launch(image).id();
        ec2.deregisterImage(r -> r.imageId(image.id()));

        assertThat(names(r -> {})).isEmpty();
        assertThat(names(r -> r.imageIds(image.id()))).isEmpty();
        assertThat(codeOf(() -> ec2.deregisterImage(r -> r.imageId(image.id()))))
                .isEqualTo("400 InvalidAMIID.Unavailable");

        region.terminate(instance);

        assertThat(codeOf(() -> names(r -> r.imageIds(image.id())))).isEqualTo("400 InvalidAMIID.NotFound");
        assertThat(region.findImage(image.id()).orElseThrow().deregistered()).isTrue();
    }

    @Test
    void onlyTheOwnerMayDeregister() {
        SimulatedImage image = region.registerImage(
                "theirs", options -> options.ownerId(OTHER_ACCOUNT).publiclyShared());

        assertThat(codeOf(() -> ec2.deregisterImage(r -> r.imageId(image.id()))))
                .isEqualTo("403 AuthFailure");
    }

    @Test
    void idsMustExistAndBeWellFormed() {
        SimulatedImage image = region.registerImage("a");
        region.registerImage("b");

        assertThat(names(r -> r.imageIds(image.id()))).containsExactly("a");
        assertThat(codeOf(() -> names(r -> r.imageIds(image.id(), "ami-0123456789abcdef0"))))
                .isEqualTo("400 InvalidAMIID.NotFound");
        assertThat(codeOf(() -> names(r -> r.imageIds("ami-nonsense")))).isEqualTo("400 InvalidAMIID.Malformed");
    }

    @Test
    void pagesHoldAtMostAsManyAsAskedForAndTogetherAll() {
        for (int i = 0; i < 25; i++) {
            region.registerImage("image-" + i);
        }
        List<String> all = new ArrayList<>();
        for (DescribeImagesResponse page : ec2.describeImagesPaginator(r -> r.maxResults(10))) {
            assertThat(page.images()).hasSizeLessThanOrEqualTo(10);
            page.images().forEach(image -> all.add(image.name()));
        }

        assertThat(all).hasSize(25).doesNotHaveDuplicates();
        assertThat(simulator.requests("DescribeImages")).hasSize(3);
        assertThat(ec2.describeImages().images()).hasSize(25);
        assertThat(codeOf(() -> names(r -> r.maxResults(0)))).isEqualTo("400 InvalidParameterValue");
        assertThat(codeOf(() -> names(r -> r.maxResults(1001)))).isEqualTo("400 InvalidParameterValue");
    }
}
