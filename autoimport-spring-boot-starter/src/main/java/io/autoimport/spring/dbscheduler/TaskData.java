package io.autoimport.spring.dbscheduler;

import io.autoimport.core.model.JobSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the row of a job holds beside its due time: {@code PT1H}, and after a run {@code PT1H 2026-01-31T12:00:00Z}. A
 * text, so that every serializer that a host may have can keep it. The row's own last_success is of no use here: it is
 * emptied when a row is rescheduled.
 */
record TaskData(Duration interval, @Nullable Instant lastStart) {

    static TaskData of(JobSchedule schedule) {
        return new TaskData(schedule.interval(), schedule.lastStart());
    }

    /** Empty if another version wrote it. */
    static Optional<TaskData> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        List<String> parts = List.of(text.split(" ", 2));
        try {
            @Nullable Instant lastStart = parts.size() == 1 ? null : Instant.parse(parts.get(1));
            return Optional.of(new TaskData(Duration.parse(parts.get(0)), lastStart));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    String format() {
        return lastStart == null ? interval.toString() : interval + " " + lastStart;
    }
}
