package io.autoimport.test.ec2.internal.server;

import io.autoimport.test.ec2.internal.fault.Effect;
import io.autoimport.test.ec2.internal.fault.FaultRule;
import io.autoimport.test.ec2.internal.fault.FaultRules;
import io.autoimport.test.ec2.model.RecordedRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps requests waiting, as asked for: for a time, or for good. All waiting ends when the simulator closes. */
final class Waits {

    private final FaultRules faults;
    private final CountDownLatch closed = new CountDownLatch(1);

    Waits(FaultRules faults) {
        this.faults = faults;
    }

    void apply(RecordedRequest request) throws IOException {
        try {
            for (Effect.Latency latency : faults.all(Effect.Latency.class, request)) {
                if (closed.await(latency.duration().toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new IOException("The simulator was closed while it kept a request waiting");
                }
            }
            Optional<FaultRule> hang = faults.firstRule(Effect.Hang.class, request);
            if (hang.isPresent()) {
                hang.get().awaitRemoval();
                throw new IOException("A request that hung is cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The simulator was closed while it kept a request waiting", e);
        }
    }

    void end() {
        closed.countDown();
    }
}
