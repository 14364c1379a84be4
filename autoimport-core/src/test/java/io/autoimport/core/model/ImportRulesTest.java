package io.autoimport.core.model;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Objection.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about the AMI; those about the instance itself are in {@link ImportSourceTest}. */
class ImportRulesTest {

    private static final String OURS = "111111111111";
    private static final String THEIRS = "222222222222";

    private static Image image(@Nullable String name, @Nullable String owner, @Nullable String alias) {
        return new Image("ami-1", name, null, null, owner, alias);
    }

    private static ImportSourceBuilder source() {
        return ImportSource.named("s").regions("us-east-1");
    }

    private static List<Objection> objections(ImportSource source, Image image, @Nullable String account) {
        return source.objectionsTo(anInstance().of(image).inAccount(account).build());
    }

    static Stream<Arguments> owners() {
        return Stream.of(
                Arguments.of("self", OURS, null, OURS, "passes"),
                Arguments.of("self", THEIRS, null, OURS, "fails"),
                Arguments.of("self", OURS, null, null, "doubt"),
                Arguments.of(OURS, OURS, null, null, "passes"),
                Arguments.of(OURS, THEIRS, null, OURS, "fails"),
                Arguments.of("amazon", THEIRS, "amazon", OURS, "passes"),
                Arguments.of("amazon", THEIRS, "aws-marketplace", OURS, "fails"),
                Arguments.of("amazon", THEIRS, null, OURS, "doubt"),
                Arguments.of("self,amazon", THEIRS, "amazon", OURS, "passes"),
                Arguments.of("self," + THEIRS, THEIRS, null, OURS, "passes"),
                Arguments.of("self", null, null, OURS, "doubt"),
                Arguments.of("", THEIRS, null, OURS, "passes"));
    }

    @ParameterizedTest
    @MethodSource("owners")
    void theOwnerOfTheImageMustBeAllowed(
            String allowed, @Nullable String owner, @Nullable String alias, @Nullable String account, String expected) {
        ImportSourceBuilder source = source().amiName("CML-*");
        ImportSource built =
                (allowed.isEmpty() ? source.anyImageOwner() : source.imageOwners(Set.of(allowed.split(",")))).build();

        List<Objection> objections = objections(built, image("CML-1", owner, alias), account);

        switch (expected) {
            case "passes" -> assertThat(objections).isEmpty();
            case "fails" ->
                assertThat(objections).singleElement().satisfies(objection -> {
                    assertThat(objection.rule()).isEqualTo(Rule.IMAGE_OWNER);
                    assertThat(objection.certain()).isTrue();
                });
            default ->
                assertThat(objections)
                        .singleElement()
                        .satisfies(objection -> assertThat(objection.certain()).isFalse());
        }
    }

    @Test
    void theNameOfTheImageMustMatch() {
        ImportSource source = source().amiName("CML-?").anyImageOwner().build();

        assertThat(objections(source, image("CML-1", OURS, null), OURS)).isEmpty();
        assertThat(objections(source, image("CML-10", OURS, null), OURS))
                .containsExactly(
                        new Objection(Rule.CRITERION, true, "the name of its AMI, CML-10, does not match CML-?"));
        assertThat(objections(source, image(null, OURS, null), OURS))
                .containsExactly(new Objection(
                        Rule.CRITERION,
                        false,
                        "the name of its AMI, ami-1, is unknown (deregistered, disabled or private?)"));
    }

    @Test
    void theImageMustBeOneOfThoseSearchedFor() {
        ImportSource source = source().amiIds(List.of("ami-2")).anyImageOwner().build();

        assertThat(objections(source, image("CML-1", OURS, null), OURS))
                .containsExactly(new Objection(Rule.CRITERION, true, "its AMI, ami-1, is none of those searched for"));
    }

    @Test
    void anInstanceNamedByItsIdMayBeOfAnyImage() {
        ImportSource source =
                source().instanceIds(List.of("i-0123456789abcdef0")).build();

        assertThat(objections(source, image(null, THEIRS, null), OURS)).isEmpty();
        assertThat(source.objectionsTo(anInstance("i-2")))
                .containsExactly(new Objection(Rule.CRITERION, true, "its id is none of those searched for"));
    }

    @Test
    void whatIsInDoubtKeepsNothingOutThatTheSearchFound() {
        ImportSource source = source().amiName("CML-*").build();

        assertThat(source.certainObjectionsTo(
                        anInstance().of(Image.ofId("ami-1")).build()))
                .isEmpty();
    }

    @Test
    void oneMayAskWhetherAnInstanceIsIgnoredWhateverElseIsTrueOfIt() {
        ImportSource source = source().amiName("CML-*")
                .ignoredInstanceIds(List.of("i-1"))
                .ignoreTag("hands-off")
                .build();

        assertThat(source.ignores(anInstance().id("i-1").terminated().build())).isTrue();
        assertThat(source.ignores(anInstance()
                        .id("i-2")
                        .terminated()
                        .tagged("hands-off", "")
                        .build()))
                .isTrue();
        assertThat(source.ignores(anInstance().id("i-2").terminated().build())).isFalse();
    }
}
