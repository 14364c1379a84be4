package io.autoimport.spring.reliability;

import io.autoimport.spring.reliability.Tripwire.Trap;
import io.autoimport.spring.reliability.Tripwire.Where;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A {@link FaultyHost} in a JVM of its own, which {@link RemoteNode} tells, line by line, at which point of a run to stop, and
 * how to go on from there.
 */
final class FaultyNode {

    /** An order: lets runs begin. */
    static final String OPEN = "OPEN";
    /** An order, with a {@link Where} and a {@link Point}: the next run that comes there stops. */
    static final String STOP_AT = "STOP_AT";
    /** An order: goes on, wherever it has stopped, and stops no more. */
    static final String GO_ON = "GO_ON";
    /** An order: goes on from where it has stopped by throwing an exception. */
    static final String THROW_EXCEPTION = "THROW_EXCEPTION";
    /** An order: goes on from where it has stopped by throwing an error. */
    static final String THROW_ERROR = "THROW_ERROR";
    /** An order, with an ISO 8601 duration by which the clock is ahead from now on. */
    static final String CLOCK = "CLOCK";
    /** An order to collect garbage, and the answer, with the bytes of heap that are left in use. */
    static final String HEAP = "HEAP";
    /** Printed where it has stopped, with the ids of the page that was last about to be inserted. */
    static final String STOPPED = "STOPPED";

    private final ConfigurableApplicationContext host;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private FaultyNode(ConfigurableApplicationContext host) {
        this.host = host;
    }

    /** The arguments are those of the host. */
    public static void main(String[] args) throws IOException {
        FaultyNode node = new FaultyNode(FaultyHost.start(args));
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            orders.lines().forEach(order -> node.obey(order.split(" ")));
        }
        Runtime.getRuntime().halt(0); // whoever gave the orders is gone
    }

    private void obey(String... order) {
        switch (order[0]) {
            case OPEN -> host.getBean(TrippingLockProvider.class).openGate();
            case STOP_AT -> stopAt(Where.valueOf(order[1]), Point.valueOf(order[2]));
            case GO_ON -> {
                host.getBean(Tripwire.class).remove();
                answers.add(GO_ON);
            }
            case THROW_EXCEPTION, THROW_ERROR -> answers.add(order[0]);
            case CLOCK -> host.getBean(JumpingClock.class).jumpTo(Duration.parse(order[1]));
            case HEAP -> printHeap();
            default -> throw new IllegalArgumentException(order[0]);
        }
    }

    private void stopAt(Where where, Point point) {
        answers.clear();
        host.getBean(Tripwire.class).set(new Trap(where, point, this::stop, () -> {}));
    }

    private void stop() {
        System.out.println(
                STOPPED + " " + String.join(" ", host.getBean(Tripping.class).page()));
        try {
            String answer = answers.take();
            if (answer.equals(THROW_EXCEPTION)) {
                throw new IllegalStateException("broken on purpose");
            }
            if (answer.equals(THROW_ERROR)) {
                throw new OutOfMemoryError("on purpose");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("GarbageCollector")
    private static void printHeap() {
        System.gc();
        System.out.println(HEAP + " "
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
}
