package io.autoimport.spring.cloudevents;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The header by which a server says when to come back: seconds or a date
 * (<a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.3">RFC 9110</a>).
 */
final class RetryAfter {

    /** Longer than that a sink is not believed: somebody may have mended it meanwhile. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long to wait; zero if the value can't be read. */
    static Duration parse(String value, Clock clock) {
        Duration wait = duration(value.strip(), clock);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    private static Duration duration(String value, Clock clock) {
        try {
            return value.matches("\\d{1,18}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
