package io.autoimport.spring.dbscheduler;

import io.autoimport.core.model.JobSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the row of a job holds beside the time of its next execution: {@code PT1H}, after a run {@code PT1H
 * last=2026-01-31T12:00:00Z}, and when an execution was put off, {@code due=} and the time at which it was due. A text, so
 * that every serializer that a host may have can keep it. The row's own last_success is of no use here: it is emptied when
 * a row is rescheduled.
 */
record TaskData(
        Duration interval,
        @Nullable Instant lastStart,
        @Nullable Instant dueTime) {

    private static final String LAST = "last=";
    private static final String DUE = "due=";

    static TaskData of(JobSchedule schedule) {
        return new TaskData(schedule.interval(), schedule.lastStart(), null);
    }

    TaskData putOff(Instant executionTime) {
        return new TaskData(interval, lastStart, dueTime == null ? executionTime : dueTime);
    }

    JobSchedule schedule(Instant executionTime) {
        return new JobSchedule(dueTime == null ? executionTime : dueTime, interval, lastStart);
    }

    /** Empty if another version wrote it. */
    static Optional<TaskData> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String[] words = text.split(" ", -1);
        try {
            return Optional.of(new TaskData(Duration.parse(words[0]), time(words, LAST), time(words, DUE)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant time(String[] words, String key) {
        for (String word : words) {
            if (word.startsWith(key)) {
                return Instant.parse(word.substring(key.length()));
            }
        }
        return null;
    }

    String format() {
        return interval
                + (lastStart == null ? "" : " " + LAST + lastStart)
                + (dueTime == null ? "" : " " + DUE + dueTime);
    }
}
