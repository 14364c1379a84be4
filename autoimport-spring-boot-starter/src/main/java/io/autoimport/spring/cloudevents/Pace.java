package io.autoimport.spring.cloudevents;

import java.time.Duration;

/**
 * How fast events are delivered.
 *
 * @param lease how long events are claimed: at least twice as long as the sink may take for them
 * @param backoff how long to wait after failures
 * @param pollInterval how long to wait at most before looking for what another node has left behind
 */
record Pace(Duration lease, Backoff backoff, Duration pollInterval) {

    /** For the database, before and after the requests. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    static Pace of(Duration requestTimeout, Backoff backoff, Duration pollInterval) {
        return new Pace(requestTimeout.multipliedBy(2).plus(MARGIN), backoff, pollInterval);
    }
}
