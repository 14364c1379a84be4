package io.autoimport.spring.cloudevents;

import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.outbox.OutboxEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Delivers the events of the outbox, on a thread of its own, as long as the application runs. Thread-safe. */
final class OutboxDelivery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxDelivery.class);

    /** How long the end of the application waits for what is being written down. Requests are given up at once. */
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Supplier<Sink> sinks;
    private final Pace pace;
    private @Nullable Shift shift;

    /** A courier on its thread. */
    private record Shift(Courier courier, Thread thread) {}

    OutboxDelivery(Outbox outbox, Supplier<Sink> sinks, Pace pace) {
        this.outbox = outbox;
        this.sinks = sinks;
        this.pace = pace;
    }

    /** Keeps events, and delivers them once they are there to stay. */
    void add(List<OutboxEvent> events) {
        outbox.add(events, this::wake);
    }

    private synchronized void wake() {
        if (shift != null) {
            shift.courier().wake();
        }
    }

    @Override
    public synchronized void start() {
        if (shift != null) {
            return;
        }
        Courier courier = new Courier(outbox, sinks.get(), pace, RandomGenerator.getDefault());
        Thread thread = new Thread(courier, "auto-import-outbox-1");
        thread.setDaemon(true);
        thread.start();
        shift = new Shift(courier, thread);
    }

    /** Begins nothing more, gives up what is being sent, and leaves it and the rest in the outbox. */
    @Override
    public void stop() {
        @Nullable Shift last;
        synchronized (this) {
            last = shift;
            shift = null;
        }
        if (last != null) {
            last.courier().end();
            awaitEnd(last.thread());
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(SHUTDOWN_TIMEOUT.toMillis());
            if (thread.isAlive()) {
                log.warn("The delivery of events did not end within {}, and is left behind", SHUTDOWN_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return shift != null;
    }

    /** It ends after the jobs, whose last events are then on record. */
    @Override
    public int getPhase() {
        return JobRunner.PHASE - 1;
    }
}
