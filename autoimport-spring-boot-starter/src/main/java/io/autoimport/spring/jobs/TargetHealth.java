package io.autoimport.spring.jobs;

import io.autoimport.core.model.TargetState;
import java.time.Duration;
import java.util.Objects;

/**
 * How a target is doing now.
 *
 * @param state its last success and its failures since
 * @param verdict what to think of it
 * @param withoutSuccess for how long it has had no success. As long as it never had one, since its first failure, or since its
 *     first run was due; zero or more
 */
public record TargetHealth(TargetState state, Verdict verdict, Duration withoutSuccess) {

    /** After how many intervals without a success a target is down. */
    public static final int INTERVALS = 3;

    /** What to think of a target. */
    public enum Verdict {
        /** It had a success within the last three intervals. */
        UP,
        /** It has had none for three intervals. */
        DOWN,
        /** It has had none yet, and not three intervals' time for one. */
        UNKNOWN
    }

    /** Checks the parts. */
    public TargetHealth {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(withoutSuccess, "withoutSuccess");
    }

    static TargetHealth of(TargetState state, Duration withoutSuccess, Duration interval) {
        if (withoutSuccess.compareTo(interval.multipliedBy(INTERVALS)) > 0) {
            return new TargetHealth(state, Verdict.DOWN, withoutSuccess);
        }
        return new TargetHealth(state, state.lastSuccess() == null ? Verdict.UNKNOWN : Verdict.UP, withoutSuccess);
    }
}
