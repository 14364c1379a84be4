package io.autoimport.spring.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.SimpleTriggerContext;

class FixedRateTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private final FixedRate hourly = new FixedRate(FIRST, Duration.ofHours(1));

    private static SimpleTriggerContext at(Instant now) {
        return new SimpleTriggerContext(Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void beginsWhenItIsToldTo() {
        assertThat(hourly.nextExecution(at(FIRST.minusSeconds(99)))).isEqualTo(FIRST);
    }

    @Test
    void goesOnFromStartToStart() {
        SimpleTriggerContext context = at(FIRST.plusSeconds(600));
        context.update(FIRST, FIRST.plusSeconds(5), FIRST.plusSeconds(600));

        assertThat(hourly.nextExecution(context)).isEqualTo(FIRST.plus(Duration.ofHours(1)));
    }

    @Test
    void makesOneRunOfAllTheMomentsThatWereMissed() {
        Instant now = FIRST.plus(Duration.ofHours(5));
        SimpleTriggerContext context = at(now);
        context.update(FIRST, FIRST, FIRST.plusSeconds(1));

        assertThat(hourly.nextExecution(context)).isEqualTo(now);
    }
}
