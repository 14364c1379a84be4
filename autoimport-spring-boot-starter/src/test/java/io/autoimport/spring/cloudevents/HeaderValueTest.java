package io.autoimport.spring.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderValueTest {

    /** The first one is the example of the specification. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Euro € 😀|Euro%20%E2%82%AC%20%F0%9F%98%80",
                "/my-app/auto-import?a=b&c|/my-app/auto-import?a=b&c",
                "100%|100%25",
                "\"quoted\"|%22quoted%22",
                "2026-01-02T03:04:05.678Z|2026-01-02T03:04:05.678Z",
            })
    void whatIsNotPlainIsPercentEncoded(String value, String encoded) {
        assertThat(HeaderValue.encode(value)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @CsvSource({"0,%00", "9,%09", "10,%0A", "13,%0D", "127,%7F"})
    void noControlCharacterGetsThrough(int character, String encoded) {
        assertThat(HeaderValue.encode(Character.toString(character))).isEqualTo(encoded);
    }
}
