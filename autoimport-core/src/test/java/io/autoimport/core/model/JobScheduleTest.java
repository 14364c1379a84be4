package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JobScheduleTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final JobSchedule DUE_AT_NOON = new JobSchedule(NOON, HOUR, NOON.minus(HOUR));

    private static Instant at(String time) {
        return Instant.parse("2026-03-04T" + time + "Z");
    }

    @Test
    void theFirstRunIsDueAfterTheInitialDelay() {
        JobSchedule schedule = JobSchedule.first(NOON, Duration.ofSeconds(10), HOUR);

        assertThat(schedule.isDue(at("12:00:09.999"))).isFalse();
        assertThat(schedule.isDue(at("12:00:10"))).isTrue();
        assertThat(schedule.timeUntilDue(NOON)).isEqualTo(Duration.ofSeconds(10));
        assertThat(schedule.timeUntilDue(at("13:00:00"))).isZero();
        assertThat(schedule.lastStart()).isNull();
    }

    @Test
    void aRunThatBeginsALittleLateKeepsTheRhythm() {
        JobSchedule next = DUE_AT_NOON.afterRun(at("12:00:02"), at("12:01:00"));

        assertThat(next).isEqualTo(new JobSchedule(at("13:00:00"), HOUR, at("12:00:02")));
    }

    @Test
    void aRunThatBeginsLateByMoreThanHalfAnIntervalBeginsANewRhythm() {
        JobSchedule next = DUE_AT_NOON.afterRun(at("12:31:00"), at("12:32:00"));

        assertThat(next.dueTime()).isEqualTo(at("13:31:00"));
    }

    @Test
    void whatWasMissedIsNotMadeUp() {
        JobSchedule next = DUE_AT_NOON.afterRun(at("18:10:00"), at("18:11:00"));

        assertThat(next.dueTime()).isEqualTo(at("19:10:00"));
    }

    @Test
    void aRunThatTakesLongerThanTheIntervalIsFollowedAtTheNextBeat() {
        JobSchedule next = DUE_AT_NOON.afterRun(NOON, at("14:30:00"));

        assertThat(next.dueTime()).isEqualTo(at("15:00:00"));
    }

    @Test
    void aRunThatEndsAtTheNextBeatIsFollowedAtTheOneAfter() {
        assertThat(DUE_AT_NOON.afterRun(NOON, at("13:00:00")).dueTime()).isEqualTo(at("14:00:00"));
    }

    @Property
    void afterARunTheJobIsDueLaterAndAtLeastHalfAnIntervalAfterItsStart(
            @ForAll @IntRange(min = 1, max = 100_000) int intervalMillis,
            @ForAll @IntRange(min = 0, max = 1_000_000) int lateMillis,
            @ForAll @IntRange(min = 0, max = 1_000_000) int durationMillis) {
        Duration interval = Duration.ofMillis(intervalMillis);
        Instant start = NOON.plusMillis(lateMillis);
        Instant end = start.plusMillis(durationMillis);

        JobSchedule next = new JobSchedule(NOON, interval, null).afterRun(start, end);

        assertThat(next.dueTime()).isAfter(end).isAfterOrEqualTo(start.plus(interval.dividedBy(2)));
        assertThat(next.dueTime()).isBeforeOrEqualTo(end.plus(interval));
        assertThat(next.interval()).isEqualTo(interval);
        assertThat(next.lastStart()).isEqualTo(start);
    }

    @Test
    void theSameIntervalChangesNothing() {
        assertThat(DUE_AT_NOON.withInterval(at("11:59:00"), HOUR, HOUR)).isEqualTo(DUE_AT_NOON);
        assertThat(DUE_AT_NOON.withInterval(at("13:59:00"), HOUR, HOUR)).isEqualTo(DUE_AT_NOON);
    }

    @Test
    void beforeTheFirstRunAShorterInitialDelayBringsItForward() {
        JobSchedule waiting = JobSchedule.first(NOON, HOUR, HOUR);

        assertThat(waiting.withInterval(at("12:10:00"), Duration.ofSeconds(10), HOUR)
                        .dueTime())
                .isEqualTo(at("12:10:10"));
        assertThat(waiting.withInterval(at("12:10:00"), HOUR, HOUR)).isEqualTo(waiting);
    }

    @Test
    void whatIsFartherAwayThanItCanBeComesAfterAnInterval() {
        JobSchedule tomorrow = new JobSchedule(NOON.plus(Duration.ofDays(1)), HOUR, NOON);

        assertThat(tomorrow.withinReach(NOON, HOUR)).isEqualTo(new JobSchedule(at("13:00:00"), HOUR, NOON));
        assertThat(tomorrow.withinReach(NOON, Duration.ofDays(1))).isEqualTo(tomorrow);
        assertThat(DUE_AT_NOON.withinReach(at("10:59:00"), HOUR)).isEqualTo(DUE_AT_NOON);
        assertThat(DUE_AT_NOON.withinReach(at("23:00:00"), HOUR)).isEqualTo(DUE_AT_NOON);
    }

    @Test
    void aNewIntervalCountsFromTheLastRun() {
        JobSchedule longer = DUE_AT_NOON.withInterval(at("11:30:00"), HOUR, Duration.ofHours(3));
        JobSchedule shorter = DUE_AT_NOON.withInterval(at("11:30:00"), HOUR, Duration.ofMinutes(10));

        assertThat(longer).isEqualTo(new JobSchedule(at("14:00:00"), Duration.ofHours(3), at("11:00:00")));
        assertThat(shorter.dueTime()).isEqualTo(at("11:10:00"));
        assertThat(shorter.isDue(at("11:30:00"))).isTrue();
    }

    @Test
    void beforeTheFirstRunANewIntervalCanOnlyBringItForward() {
        JobSchedule waiting = JobSchedule.first(NOON, Duration.ofHours(24), Duration.ofHours(24));
        JobSchedule soon = JobSchedule.first(NOON, Duration.ofSeconds(10), HOUR);

        assertThat(waiting.withInterval(at("13:00:00"), HOUR, HOUR).dueTime()).isEqualTo(at("14:00:00"));
        assertThat(soon.withInterval(NOON, Duration.ofHours(24), Duration.ofHours(24))
                        .dueTime())
                .isEqualTo(at("12:00:10"));
    }

    @Test
    void timesAreKeptToTheMillisecond() {
        JobSchedule schedule = new JobSchedule(NOON.plusNanos(1_999_999), HOUR, NOON.plusNanos(999_999));

        assertThat(schedule.dueTime()).isEqualTo(NOON.plusMillis(1));
        assertThat(schedule.lastStart()).isEqualTo(NOON);
    }

    @Test
    void anIntervalOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new JobSchedule(NOON, Duration.ZERO, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new JobSchedule(NOON, HOUR.negated(), null));
    }
}
