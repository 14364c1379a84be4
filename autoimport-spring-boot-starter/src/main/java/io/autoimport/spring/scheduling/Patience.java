package io.autoimport.spring.scheduling;

import java.time.Duration;

/**
 * How long to wait for what others have to do first.
 *
 * @param others until the lock that another node holds is tried again. Together with the nine tenths of the lease that a
 *     lock lives without its node, at most the lease.
 * @param store until a store that can't be reached is asked again
 * @param reports between two reports that the store can't be reached
 */
record Patience(Duration others, Duration store, Duration reports) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(10);
    private static final Duration LONGEST_SILENCE = Duration.ofDays(1);

    static Patience of(Duration interval, Duration lease) {
        Duration usual = shorter(LONGEST, longer(SHORTEST, interval));
        return new Patience(
                shorter(usual, longer(SHORTEST, lease.dividedBy(10))),
                usual,
                shorter(LONGEST_SILENCE, longer(usual, interval)));
    }

    /** Until the next look: what is on record may change, and a machine that is suspended does not count its sleep. */
    Duration atMost(Duration wait) {
        return shorter(wait, LONGEST_SLEEP);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
