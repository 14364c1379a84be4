package io.autoimport.test.junit;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.event.RecordedEvents;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A simulator that was started for a test, and what belongs to it. */
final class RunningSimulator implements AutoCloseable {

    private final Ec2Simulator ec2;
    private final @Nullable ManualClock clock;
    private final RecordedEvents events = new RecordedEvents();

    RunningSimulator(Ec2Simulator ec2, @Nullable ManualClock clock) {
        this.ec2 = ec2;
        this.clock = clock;
    }

    Ec2Simulator ec2() {
        return ec2;
    }

    Optional<ManualClock> clock() {
        return Optional.ofNullable(clock);
    }

    RecordedEvents events() {
        return events;
    }

    /** Forgets what one test did that would surprise the next one. */
    void clear() {
        ec2.faults().clear();
        ec2.clearRequests();
        events.clear();
    }

    @Override
    public void close() {
        ec2.close();
    }
}
