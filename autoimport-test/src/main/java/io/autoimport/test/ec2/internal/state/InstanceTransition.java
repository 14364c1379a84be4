package io.autoimport.test.ec2.internal.state;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Instant;

/** How an instance comes from one state into another. */
public enum InstanceTransition {
    /** To running; gets a new public address if it had one before. */
    START(InstanceState.PENDING, InstanceState.RUNNING, "started"),
    /** To stopped; loses the public address. */
    STOP(InstanceState.STOPPING, InstanceState.STOPPED, "stopped"),
    /** To terminated, whence nothing leads back. */
    TERMINATE(InstanceState.SHUTTING_DOWN, InstanceState.TERMINATED, "terminated");

    private final InstanceState meanwhile;
    private final InstanceState end;
    private final String participle;

    InstanceTransition(InstanceState meanwhile, InstanceState end, String participle) {
        this.meanwhile = meanwhile;
        this.end = end;
        this.participle = participle;
    }

    /** The state in between. */
    public InstanceState meanwhile() {
        return meanwhile;
    }

    /** What becomes of the instance, in a word. */
    public String participle() {
        return participle;
    }

    /** Whether the way is open. */
    public boolean isPossible(SimulatedInstance instance) {
        return this == TERMINATE
                || (instance.state() != InstanceState.TERMINATED && instance.state() != InstanceState.SHUTTING_DOWN);
    }

    /** Whether there is nothing left to do. */
    public boolean isDone(SimulatedInstance instance) {
        return instance.state() == end;
    }

    /** The instance in the new state. */
    public SimulatedInstance apply(SimulatedInstance instance, Instant now) {
        if (isDone(instance) || !isPossible(instance)) {
            return instance;
        }
        return this == START
                ? instance.started(InstanceFactory.publicIpOnStart(instance), now)
                : instance.withState(end, now);
    }
}
