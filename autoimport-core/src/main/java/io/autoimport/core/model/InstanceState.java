package io.autoimport.core.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The state of an EC2 instance.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html">InstanceState</a>
 */
public enum InstanceState {
    /** Being launched or started. */
    PENDING(0),
    /** Running. */
    RUNNING(16),
    /** Being terminated. Never imported. */
    SHUTTING_DOWN(32),
    /** Gone for good, though EC2 goes on listing it for about an hour. Never imported. */
    TERMINATED(48),
    /** Being stopped. */
    STOPPING(64),
    /** Stopped. */
    STOPPED(80);

    private static final Set<InstanceState> IMPORTABLE =
            Collections.unmodifiableSet(EnumSet.of(PENDING, RUNNING, STOPPING, STOPPED));

    private final int number;

    InstanceState(int number) {
        this.number = number;
    }

    /**
     * The states in which an instance still lives, and so may be imported.
     *
     * @return an immutable set
     */
    public static Set<InstanceState> importable() {
        return IMPORTABLE;
    }

    /**
     * Finds the state that EC2 calls by this name.
     *
     * @param code for example {@code shutting-down}
     * @return the state
     * @throws IllegalArgumentException if EC2 knows no such state
     */
    public static InstanceState ofCode(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown instance state '" + Text.singleLine(code)
                        + "'; EC2 knows "
                        + Arrays.stream(values()).map(InstanceState::code).collect(Collectors.joining(", "))));
    }

    /**
     * The name that EC2 uses for this state.
     *
     * @return for example {@code shutting-down}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The number that EC2 uses for this state.
     *
     * @return the low byte of EC2's state code
     */
    public int number() {
        return number;
    }

    /**
     * Tells whether an instance in this state may be imported.
     *
     * @return whether the instance still lives
     */
    public boolean isImportable() {
        return IMPORTABLE.contains(this);
    }
}
