package io.autoimport.spring.engines;

import io.autoimport.core.job.RecurrentJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down when it runs. */
public final class RecordingJob implements RecurrentJob {

    /** When its runs began, and those of the jobs that share this with it. */
    final List<Instant> starts;

    /** How many of its runs were interrupted. */
    final AtomicInteger interruptions = new AtomicInteger();

    private final String name;
    private final Duration interval;
    private final Duration initialDelay;
    private final boolean enabled;
    private final Runnable work;

    private RecordingJob(
            List<Instant> starts,
            String name,
            Duration interval,
            Duration initialDelay,
            boolean enabled,
            Runnable work) {
        this.starts = starts;
        this.name = name;
        this.interval = interval;
        this.initialDelay = initialDelay;
        this.enabled = enabled;
        this.work = work;
    }

    public static RecordingJob job(String name, Duration interval) {
        return new RecordingJob(new CopyOnWriteArrayList<>(), name, interval, interval, true, () -> {});
    }

    public RecordingJob firstAfter(Duration delay) {
        return new RecordingJob(starts, name, interval, delay, enabled, work);
    }

    RecordingJob every(Duration otherInterval) {
        return new RecordingJob(starts, name, otherInterval, otherInterval, enabled, work);
    }

    RecordingJob disabled() {
        return new RecordingJob(starts, name, interval, initialDelay, false, work);
    }

    public RecordingJob doing(Runnable otherWork) {
        return new RecordingJob(starts, name, interval, initialDelay, enabled, otherWork);
    }

    RecordingJob waitingFor(CountDownLatch release) {
        return doing(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    int runs() {
        return starts.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Duration initialDelay() {
        return initialDelay;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void run() {
        starts.add(Instant.now());
        work.run();
        if (Thread.currentThread().isInterrupted()) {
            interruptions.incrementAndGet();
        }
    }
}
