package io.autoimport.core.command;

import io.autoimport.core.telemetry.ImportListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the targets of one run side by side, on threads of its own that end with the run: between runs there are none.
 * An interrupt of the waiting thread asks the run to stop; the working threads are never interrupted, since that
 * would break database connections in the middle of a page.
 */
final class TargetPool {

    private TargetPool() {}

    static void runAll(ImportRun run, List<? extends Runnable> tasks, ImportListener listener) {
        int threads = Math.min(run.command().maxConcurrency(), tasks.size());
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "auto-import-target-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        CountDownLatch unfinished = new CountDownLatch(tasks.size());
        List<Runnable> counted = new ArrayList<>();
        for (Runnable task : tasks) {
            counted.add(listener.propagating(() -> {
                try {
                    task.run();
                } finally {
                    unfinished.countDown();
                }
            }));
        }
        try {
            start(counted, executor, unfinished, run);
            await(unfinished, run);
        } finally {
            executor.shutdown();
        }
    }

    // There may be no more threads to be had. What did start then does not go on behind the back of the run.
    private static void start(
            List<Runnable> tasks, ExecutorService executor, CountDownLatch unfinished, ImportRun run) {
        int started = 0;
        try {
            for (Runnable task : tasks) {
                executor.execute(task);
                started++;
            }
        } catch (Throwable e) {
            run.requestStop();
            for (int i = started; i < tasks.size(); i++) {
                unfinished.countDown();
            }
            await(unfinished, run);
            throw e;
        }
    }

    private static void await(CountDownLatch unfinished, ImportRun run) {
        boolean interrupted = false;
        while (true) {
            try {
                unfinished.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                run.requestStop();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
