package io.autoimport.test.ec2;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that goes on only when told to, in UTC. Given to the simulator and to what is tested, it lets hours pass
 * between two lines of a test. Thread-safe.
 */
public final class ManualClock extends Clock {

    /** The time that it shows at first: a day in 2026 that is special in no way. */
    public static final Instant START = Instant.parse("2026-03-04T10:20:30Z");

    private volatile Instant now = START;

    /** Makes a clock that shows {@link #START}. */
    public ManualClock() {}

    /**
     * Lets time pass.
     *
     * @param duration how much; a negative one turns the clock back
     */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /**
     * Not supported: nothing here asks for another zone.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Only UTC");
    }
}
