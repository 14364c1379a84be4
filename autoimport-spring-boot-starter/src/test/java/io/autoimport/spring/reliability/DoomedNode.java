package io.autoimport.spring.reliability;

import io.autoimport.spring.reliability.Tripwire.Trap;
import io.autoimport.spring.reliability.Tripwire.Where;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A host in a JVM of its own that comes to a point of a run, says so, and waits there to be killed. */
final class DoomedNode {

    /** Printed at the point. */
    static final String AT_THE_POINT = "AT THE POINT";

    private DoomedNode() {}

    /** The first argument is the point, the others are those of the host. */
    public static void main(String[] args) {
        ConfigurableApplicationContext host = new SpringApplicationBuilder(FaultyHost.class)
                .web(WebApplicationType.NONE)
                .run(Arrays.copyOfRange(args, 1, args.length));
        host.getBean(Tripwire.class)
                .set(new Trap(Where.IMPORT, Point.valueOf(args[0]), DoomedNode::arriveAndWait, () -> {}));
        host.getBean(TrippingLockProvider.class).openGate();
        waitToBeKilled();
    }

    private static void arriveAndWait() {
        System.out.println(AT_THE_POINT);
        waitToBeKilled();
    }

    private static void waitToBeKilled() {
        try {
            new CountDownLatch(1).await(); // nobody counts down
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
