package io.autoimport.spring.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Wakes sleepers at their time, each on a thread of our own: the scheduler's thread, of which a host may have just one,
 * only hands over. Thread-safe.
 */
final class WakeUps {

    private static final Logger log = LoggerFactory.getLogger(WakeUps.class);

    private static final Duration IDLE_THREAD_LIFE = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final ExecutorService threads = newThreads();
    private final Map<Sleeper, ScheduledFuture<?>> pending = new ConcurrentHashMap<>();
    private TaskScheduler scheduler;
    private @Nullable ThreadPoolTaskScheduler ownScheduler;

    /** Sleeps until it is woken, and answers when it wants to be woken next; never again if empty. */
    @FunctionalInterface
    interface Sleeper {
        Optional<Duration> wakeUp();
    }

    /** Uses the scheduler, or one of its own if there is none. */
    WakeUps(@Nullable TaskScheduler hostScheduler) {
        if (hostScheduler == null) {
            ThreadPoolTaskScheduler own = newScheduler();
            scheduler = own;
            ownScheduler = own;
        } else {
            scheduler = hostScheduler;
            ownScheduler = null;
        }
    }

    private static ThreadPoolTaskScheduler newScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("auto-import-trigger-");
        scheduler.initialize();
        return scheduler;
    }

    private static ExecutorService newThreads() {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("auto-import-job-");
        factory.setDaemon(true);
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_THREAD_LIFE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                factory);
    }

    /** Wakes the sleeper after the delay, and then whenever it wants. */
    void wake(Sleeper sleeper, Duration delay) {
        TaskScheduler current = scheduler();
        try {
            schedule(current, sleeper, delay);
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) {
                log.debug("The application's scheduler takes no more tasks; one of our own does", e);
                schedule(ownInsteadOf(current), sleeper, delay);
            }
        }
    }

    private void schedule(TaskScheduler to, Sleeper sleeper, Duration delay) {
        Instant time = to.getClock().instant().plus(delay);
        ScheduledFuture<?> unused = pending.put(sleeper, to.schedule(() -> handOver(sleeper), time));
    }

    private synchronized TaskScheduler scheduler() {
        return scheduler;
    }

    // Whether the application ends or has closed its scheduler alone can't be seen from here.
    private synchronized TaskScheduler ownInsteadOf(TaskScheduler refusing) {
        if (scheduler == refusing) {
            ThreadPoolTaskScheduler own = newScheduler();
            scheduler = own;
            ownScheduler = own;
        }
        return scheduler;
    }

    private void handOver(Sleeper sleeper) {
        if (threads.isShutdown()) {
            return;
        }
        try {
            threads.execute(() -> sleeper.wakeUp().ifPresent(delay -> wake(sleeper, delay)));
        } catch (Throwable e) {
            if (threads.isShutdown()) {
                return;
            }
            log.warn("No thread to be had for a job; trying again in {}", AFTER_FAILURE, e);
            wake(sleeper, AFTER_FAILURE);
        }
    }

    /** Wakes nobody any more, and waits for those who are awake until then, as {@link System#nanoTime()}. */
    void end(long deadline) {
        threads.shutdown();
        pending.values().forEach(wakeUp -> wakeUp.cancel(false));
        endOwnScheduler();
        try {
            if (!threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void endOwnScheduler() {
        if (ownScheduler != null) {
            ownScheduler.shutdown();
        }
    }
}
