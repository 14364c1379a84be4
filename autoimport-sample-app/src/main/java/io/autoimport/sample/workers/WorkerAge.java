package io.autoimport.sample.workers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker's state, and how old it was when somebody looked.
 *
 * @param ageSeconds since it was imported
 * @param instanceAgeSeconds since its instance was launched, or null if EC2 did not say when
 */
record WorkerAge(
        String instanceId,
        String region,
        String state,
        long ageSeconds,
        @Nullable Long instanceAgeSeconds) {

    static WorkerAge at(
            Instant now,
            String instanceId,
            String region,
            String state,
            Instant importedAt,
            @Nullable Instant launchedAt) {
        return new WorkerAge(
                instanceId,
                region,
                state,
                secondsBetween(importedAt, now),
                launchedAt == null ? null : secondsBetween(launchedAt, now));
    }

    // The two times may be those of two machines, whose clocks never agree entirely: nothing is younger than new.
    private static long secondsBetween(Instant then, Instant now) {
        return Math.max(0, Duration.between(then, now).toSeconds());
    }
}
