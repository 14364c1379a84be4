package io.autoimport.sample.simulator;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What goes wrong in the simulated region, as long as somebody wants it to. */
@Component
@Profile("!aws")
class SimulatedTrouble {

    /** A request of each kind every ten seconds: the SDK waits and tries again, and a run takes its time. */
    private static final double REQUESTS_PER_SECOND = 0.1;

    private final Ec2Simulator ec2;
    private final Map<Kind, Fault> present = new EnumMap<>(Kind.class);

    SimulatedTrouble(Ec2Simulator ec2) {
        this.ec2 = ec2;
    }

    /** What can go wrong. */
    enum Kind {
        /** EC2 refuses whatever is asked of the region. */
        DENY,
        /** EC2 refuses most requests because there are too many. */
        THROTTLE
    }

    synchronized void set(Kind kind, boolean wanted) {
        if (wanted) {
            present.computeIfAbsent(kind, this::begin);
        } else if (present.containsKey(kind)) {
            present.remove(kind).remove();
        }
    }

    private Fault begin(Kind kind) {
        return switch (kind) {
            case DENY -> ec2.faults().deny(SimulatedFleet.REGION);
            case THROTTLE -> ec2.faults().throttle(1, REQUESTS_PER_SECOND);
        };
    }

    synchronized Set<Kind> present() {
        return Set.copyOf(present.keySet());
    }
}
