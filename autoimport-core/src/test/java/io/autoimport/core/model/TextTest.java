package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(
            ints = {
                0x00, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, // C0, escape sequences of terminals, DEL
                0x85, 0x9B, // NEL, the one-character CSI
                0x2028, 0x2029, // line and paragraph separator
                0x200B, 0x200E, 0x200F, 0xFEFF, // invisible
                0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, // bidi overrides and isolates
            })
    void escapesWhatForgesOrHidesALine(int c) {
        assertThat(Text.singleLine("a" + (char) c + "b")).isEqualTo(String.format("a\\u%04xb", c));
    }

    @Test
    void keepsAForgedLineOnTheLineItCameFrom() {
        assertThat(Text.singleLine("prod\r\n2026-11-23 INFO all is well"))
                .isEqualTo("prod\\u000d\\u000a2026-11-23 INFO all is well");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CML-2.7.0-prod", "größe 漢字 😀", "a\\u000ab", "מארח"})
    void leavesHarmlessTextAlone(String text) {
        assertThat(Text.singleLine(text)).isSameAs(text);
    }

    @Property(tries = 3_000, seed = "4713")
    void leavesOneLineWithoutControlCharacters(@ForAll String text) {
        String safe = Text.singleLine(text);
        assertThat(safe.chars().filter(Character::isISOControl).count()).isZero();
        assertThat(safe.lines().count()).isLessThanOrEqualTo(1);
        assertThat(Text.singleLine(safe)).isEqualTo(safe);
    }
}
