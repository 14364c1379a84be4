package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssumedRoleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:role/auto-import",
                "arn:aws-cn:iam::123456789012:role/a/path/r",
                "arn:aws-us-gov:iam::123456789012:role/r"
            })
    void knowsTheAccountItBelongsTo(String arn) {
        assertThat(new AssumedRole(arn, null).account()).isEqualTo("123456789012");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auto-import",
                "arn:aws:iam::12345678901:role/r",
                "arn:aws:iam::123456789012:user/r",
                "arn:aws:iam::123456789012:role/",
                "arn:aws:iam::123456789012:role/a b",
                "arn:aws:iam::123456789012:role/a\nb"
            })
    void refusesWhatIsNoArnOfARole(String arn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssumedRole(arn, null))
                .withMessageEndingWith("is not the ARN of a role: expected arn:aws:iam::<account id>:role/<name>")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a b", "a\nb"})
    void refusesAMalformedExternalIdWithoutShowingIt(String externalId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssumedRole("arn:aws:iam::123456789012:role/r", externalId))
                .withMessage("an external id has 2 to 1224 characters, each a letter, a digit or one of _+=,.@:/-");
    }

    @Test
    void doesNotShowTheExternalId() {
        assertThat(new AssumedRole("arn:aws:iam::123456789012:role/r", "s3cret"))
                .asString()
                .doesNotContain("s3cret");
    }
}
