package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmiNamePatternTest {

    @ParameterizedTest(name = "{0} against {1}: {2}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "CML-2.7.0-*, CML-2.7.0-prod, true",
                "CML-2.7.0-*, CML-2.7.0-, true",
                "CML-2.7.0-*, CML-2.7.0, false",
                "CML-2.7.0-*, cml-2.7.0-prod, false",
                "CML-2.7.0-*, my-CML-2.7.0-prod, false",
                "CML-2.7.0, CML-2x7.0, false",
                "CML, CML-2.7.0, false",
                "CML-?, CML-1, true",
                "CML-?, CML-, false",
                "CML-?, CML-12, false",
                "*, anything at all, true",
                "*, \"\", true",
                "?, \"\", false",
                "**a**, bab, true",
                "*a*b, xaxbxb, true",
                "*a*b, xbxa, false",
                "a*?b, ab, false",
                "a*?b, acb, true",
                "ab*ab, ab, false",
                "ab*ab, abab, true",
                "x\\*, x*, true",
                "x\\*, xy, false",
                "x\\?, x?, true",
                "x\\?, xy, false",
                "x\\\\y, x\\y, true",
                "x\\y, xy, true",
                "x\\, x\\, true",
                "*\\*, stars*, true",
                "*\\*, stars, false",
                "[a-c](1)+, [a-c](1)+, true",
            })
    void matchesAsEc2Does(String pattern, String name, boolean expected) {
        assertThat(new AmiNamePattern(pattern).matches(name)).isEqualTo(expected);
    }

    @Property(tries = 20_000, seed = "4711")
    void agreesWithAMatcherThatWasWrittenIndependently(
            @ForAll("patterns") String pattern, @ForAll("names") String name) {
        assertThat(new AmiNamePattern(pattern).matches(name))
                .as("%s against %s", pattern, name)
                .isEqualTo(ReferenceMatcher.matches(pattern, name));
    }

    @Property(tries = 2_000, seed = "4712")
    void everyNameMatchesItselfWhenEscaped(@ForAll("wildNames") String name) {
        String escaped = name.replaceAll("([*?\\\\])", "\\\\$1");
        assertThat(new AmiNamePattern(escaped).matches(name)).isTrue();
        assertThat(new AmiNamePattern(escaped).matches(name + "x")).isFalse();
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?\\").ofMinLength(1).ofMaxLength(9);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab*?\\").ofMaxLength(9);
    }

    @Provide
    Arbitrary<String> wildNames() {
        return Arbitraries.strings()
                .withChars("aB-*?\\ ü")
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(s -> !s.isBlank());
    }

    @Test
    void takesNoExponentialTimeForManyStars() {
        String pattern = "*a".repeat(120) + "*b";
        assertThat(new AmiNamePattern(pattern).matches("a".repeat(20_000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "?", "*?", "?*"})
    void wildcardsAloneSayNothingOfAName(String pattern) {
        assertThat(new AmiNamePattern(pattern).isWildcardsOnly()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", "*-", "\\*", "?a?"})
    void anythingElseDoes(String pattern) {
        assertThat(new AmiNamePattern(pattern).isWildcardsOnly()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t"})
    void refusesABlankPattern(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmiNamePattern(pattern))
                .withMessage("An AMI name must not be blank");
    }

    @Test
    void takesAsManyCharactersAsEc2AndNotOneMore() {
        assertThat(new AmiNamePattern("a".repeat(255)).value()).hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmiNamePattern("a".repeat(256)))
                .withMessage("An AMI name has at most 255 characters, this one has 256");
    }

    @Test
    void showsAsItWasWritten() {
        assertThat(new AmiNamePattern("CML-*")).hasToString("CML-*");
    }

    /** Dynamic programming over all prefixes: slow, and hard to get wrong. */
    private static final class ReferenceMatcher {

        static boolean matches(String pattern, String name) {
            int rows = pattern.length();
            boolean[][] reach = new boolean[rows + 1][name.length() + 1];
            reach[0][0] = true;
            for (int p = 0; p < rows; p++) {
                char c = pattern.charAt(p);
                boolean escape = c == '\\' && p + 1 < rows;
                for (int n = 0; n <= name.length(); n++) {
                    if (!reach[p][n]) {
                        continue;
                    }
                    if (c == '*') {
                        for (int end = n; end <= name.length(); end++) {
                            reach[p + 1][end] = true;
                        }
                    } else if (n < name.length()) {
                        char literal = escape ? pattern.charAt(p + 1) : c;
                        boolean one = (c == '?') || literal == name.charAt(n);
                        reach[p + (escape ? 2 : 1)][n + 1] |= one;
                    }
                }
            }
            return reach[rows][name.length()];
        }
    }
}
