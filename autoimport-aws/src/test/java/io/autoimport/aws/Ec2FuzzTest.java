package io.autoimport.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.Text;
import io.autoimport.core.spi.ScanOutcome;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Broken XML and hostile values, over HTTP and through the SDK. How many is in {@code junit-platform.properties}; {@code
 * -Djqwik.tries.default=100000} asks for more. They are always the same ones; one that fails is named by its seed.
 */
class Ec2FuzzTest {

    private static final RawEndpoint ENDPOINT = new RawEndpoint();

    @AfterContainer
    static void close() {
        ENDPOINT.close();
    }

    @Property(seed = "4711", shrinking = ShrinkingMode.OFF)
    void ofSpoiltAnswersOnlyNamedCausesComeOutAndOnlyWholeInstances(@ForAll long seed, @ForAll boolean images) {
        answer("DescribeImages", RawEndpoint.IMAGES, images ? seed : 0);
        answer("DescribeInstances", RawEndpoint.INSTANCES, images ? 0 : seed);

        ScanOutcome outcome = ENDPOINT.scan();

        Failure failure = outcome.failure();
        assertThat(failure == null).isEqualTo(outcome.completeness() == Completeness.COMPLETE);
        if (failure != null) {
            assertThat(failure.cause()).as("%s", failure).isNotEqualTo(FailureCause.UNEXPECTED);
            assertThat(failure.message()).isEqualTo(Text.singleLine(failure.message()));
        }
        assertThat(ENDPOINT.found).allSatisfy(instance -> {
            assertThat(instance.id()).matches("i-[0-9A-Za-z-]{1,60}");
            assertThat(instance.image().id()).matches("[0-9A-Za-z-]{1,64}");
            assertThat(instance.tags().values())
                    .allSatisfy(value ->
                            assertThat(value.codePointCount(0, value.length())).isLessThanOrEqualTo(Ec2Text.MAX));
        });
    }

    private static void answer(String action, String good, long seed) {
        ENDPOINT.answer(action, seed == 0 ? RawEndpoint.xml(good) : SpoiltAnswer.of(good, seed));
    }
}
