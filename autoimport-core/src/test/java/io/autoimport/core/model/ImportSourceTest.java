package io.autoimport.core.model;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportSourceTest {

    private static ImportSourceBuilder aSource() {
        return ImportSource.named("default").regions("us-east-1").amiName("CML-*");
    }

    @Test
    void hasSafeDefaults() {
        ImportSource source = aSource().build();
        assertThat(source.imageOwners()).containsExactly("self");
        assertThat(source.states())
                .containsExactlyInAnyOrder(
                        InstanceState.PENDING, InstanceState.RUNNING, InstanceState.STOPPING, InstanceState.STOPPED);
        assertThat(source.requiredTags()).isEmpty();
        assertThat(source.ignoredInstanceIds()).isEmpty();
        assertThat(source.ignoreTag()).isEqualTo("auto-import:ignore");
    }

    @Test
    void becomesOneTargetPerRegionInTheirOrder() {
        ImportSource source = aSource()
                .regions("us-west-2", "eu-west-1", "ap-south-1", "us-west-2")
                .build();
        assertThat(source.targets())
                .extracting(ImportTarget::region)
                .containsExactly("us-west-2", "eu-west-1", "ap-south-1");
        assertThat(source.targets().get(0)).hasToString("default/us-west-2");
    }

    @Test
    void aTargetIsInARegionOfItsSource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImportTarget(aSource().build(), "eu-west-1"))
                .withMessage("Source default does not cover region eu-west-1");
    }

    @Test
    void needsARegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImportSource.named("s").amiName("x").build())
                .withMessage("Source s needs at least one region");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "US-EAST-1", "us east", "us-east-1 ", "us-east-1\n", "-us", "us--east", "http://x/"})
    void refusesWhatCannotBeARegion(String region) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aSource().regions(region).build())
                .withMessageContaining("is not a region: expected a name like us-east-1")
                .withMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "us-gov-west-1", "cn-north-1", "ap-southeast-5", "local"})
    void takesRegionsOfEveryPartition(String region) {
        assertThat(aSource().regions(region).build().regions()).containsExactly(region);
    }

    @Test
    void needsACriterion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImportSource.named("s").regions("us-east-1").build())
                .withMessage("Source s needs one of an AMI name, AMI ids and instance ids");
    }

    @Test
    void takesOneCriterionOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aSource().amiIds(List.of("ami-1")))
                .withMessage("Source default takes exactly one of an AMI name, AMI ids and instance ids;"
                        + " it has both AMI name: CML-* and AMI ids: ami-1");
        assertThatIllegalArgumentException().isThrownBy(() -> aSource().instanceIds(List.of("i-1")));
        assertThatIllegalArgumentException().isThrownBy(() -> aSource().amiName("other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"self", "amazon", "aws-marketplace", "123456789012"})
    void takesOwners(String owner) {
        assertThat(aSource().imageOwners(List.of(owner)).build().imageOwners()).containsExactly(owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", "me", "12345678901", "1234567890123", "SELF", "self ", "١٢٣٤٥٦٧٨٩٠١٢"})
    void refusesWhatCannotBeAnOwner(String owner) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aSource().imageOwners(List.of(owner)).build())
                .withMessageContaining(
                        "is not an AMI owner: expected a 12-digit account id, self, amazon or aws-marketplace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**?"})
    void everyPublicImageInTheWorldIsNoSource(String everyName) {
        ImportSourceBuilder source =
                ImportSource.named("default").regions("us-east-1").amiName(everyName);

        assertThat(source.build().imageOwners()).containsExactly(ImportSource.SELF);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.anyImageOwner().build())
                .withMessageContaining("every public AMI in the world");
    }

    @Test
    void anyOwnerMustBeAskedForLoudly() {
        assertThatIllegalArgumentException().isThrownBy(() -> aSource().imageOwners(List.of()));
        assertThat(aSource().anyImageOwner().build().imageOwners()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = InstanceState.class,
            names = {"SHUTTING_DOWN", "TERMINATED"})
    void neverAsksForInstancesThatAreGone(InstanceState gone) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aSource().states(Set.of(gone)).build())
                .withMessage("Instances that are " + gone.code() + " are never imported");
    }

    @Test
    void needsAState() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aSource().states(Set.of()).build())
                .withMessage("Source default needs at least one instance state");
    }

    @Test
    void asksForNoMoreTagsThanAnInstanceCanCarry() {
        assertThat(aSource().requiredTags(tags(50)).build().requiredTags()).hasSize(50);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aSource().requiredTags(tags(51)).build())
                .withMessage("Source default asks for 51 tags; an instance carries at most 50");
    }

    private static Map<String, String> tags(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    }

    @Test
    void needsAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImportSource.named(" ")
                        .regions("us-east-1")
                        .amiName("x")
                        .build())
                .withMessage("The name of a source must not be blank");
    }

    @Test
    void isNotChangedBehindItsBack() {
        List<String> regions = new ArrayList<>(List.of("us-east-1"));
        ImportSource source = aSource().regions(regions).build();
        regions.add("eu-west-1");
        assertThat(source.regions()).containsExactly("us-east-1");
        assertThatThrownBy(() -> source.regions().add("x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> source.states().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void letsAPlainInstanceIn() {
        assertThat(aSource().build().certainObjectionsTo(anInstance().running().build()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(InstanceState.class)
    void letsInstancesInByTheirState(InstanceState state) {
        assertThat(aSource()
                        .build()
                        .certainObjectionsTo(anInstance().in(state).build())
                        .isEmpty())
                .isEqualTo(state.isImportable());
    }

    @Test
    void saysWhyAnInstanceStaysOut() {
        ImportSource source = aSource()
                .states(Set.of(InstanceState.RUNNING))
                .ignoredInstanceIds(List.of("i-ignored"))
                .requiredTags(Map.of("env", "prod", "team", "lab"))
                .build();
        assertThat(source.certainObjectionsTo(
                        anInstance().in(InstanceState.STOPPED).build()))
                .extracting(Objection::reason)
                .first()
                .isEqualTo("its state is stopped");
        assertThat(source.certainObjectionsTo(anInstance("i-ignored")))
                .extracting(Objection::reason)
                .first()
                .isEqualTo("its id is on the ignore list");
        assertThat(source.certainObjectionsTo(
                        anInstance().tagged("auto-import:ignore", "").build()))
                .extracting(Objection::reason)
                .first()
                .isEqualTo("it carries the tag auto-import:ignore");
        assertThat(source.certainObjectionsTo(
                        anInstance().tagged("env", "Prod").tagged("team", "lab").build()))
                .extracting(Objection::reason)
                .first()
                .isEqualTo("its tag env has another value");
        assertThat(source.certainObjectionsTo(anInstance().build()))
                .extracting(Objection::reason)
                .first()
                .isEqualTo("it lacks the tag env");
        assertThat(source.certainObjectionsTo(
                        anInstance().tagged("env", "prod").tagged("team", "lab").build()))
                .isEmpty();
    }

    @Test
    void withoutAnIgnoreTagNoTagKeepsAnInstanceOut() {
        ImportSource source = aSource().ignoreTag(null).build();
        assertThat(source.certainObjectionsTo(
                        anInstance().tagged("auto-import:ignore", "true").build()))
                .isEmpty();
    }
}
