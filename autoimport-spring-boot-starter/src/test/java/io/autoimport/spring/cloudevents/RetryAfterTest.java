package io.autoimport.spring.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|120",
                " 7 |7",
                "0|0",
                "Fri, 02 Jan 2026 03:05:05 GMT|60",
                "Fri, 02 Jan 2026 03:00:00 GMT|0",
                "Sat, 02 Jan 2027 03:05:05 GMT|3600",
                "86400|3600",
                "999999999999999999|3600",
                "99999999999999999999999|0",
                "-5|0",
                "soon|0",
                "''|0",
            })
    void secondsAndDatesAreUnderstoodAndNobodyIsBelievedForMoreThanAnHour(String value, long seconds) {
        assertThat(RetryAfter.parse(value, CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
