package io.autoimport.spring.cloudevents;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures: twice as long after each further one, up to a limit. The upper half of that is left to
 * chance, so that what failed together does not come back together.
 *
 * @param first how long to wait after the first failure at most, more than zero
 * @param longest how long to wait at most, {@code first} or more
 */
record Backoff(Duration first, Duration longest) {

    /** More is past every limit. */
    private static final int MAX_DOUBLINGS = 30;

    /** How long to wait after that many failures, one or more. */
    Duration after(int failures, RandomGenerator random) {
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        Duration full = first.multipliedBy(1L << doublings);
        Duration wait = full.compareTo(longest) < 0 ? full : longest;
        long half = Math.max(1, wait.toMillis() / 2);
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
