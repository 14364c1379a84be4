package io.autoimport.sample.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Does the same for each of many, a fixed number of them at a time, on threads that end when all is done. Whatever happens to
 * one of them is its own outcome. Thread-safe.
 */
public final class SideBySide {

    private final String name;
    private final int atATime;

    /**
     * Makes it; threads come with each use.
     *
     * @param name of its threads
     * @param atATime for how many it is done at a time, one or more
     */
    public SideBySide(String name, int atATime) {
        if (atATime < 1) {
            throw new IllegalArgumentException("At least one at a time, not " + atATime);
        }
        this.name = name;
        this.atATime = atATime;
    }

    /**
     * Does it, and waits until it is done for all. If the calling thread is interrupted meanwhile, so are those that are at
     * work, nothing more is begun, and the calling thread stays interrupted.
     *
     * @param items for whom
     * @param action what to do; should come to an end of itself
     * @param <T> the type of item
     * @param <R> the type of result
     * @return an outcome for each, in their order. The failure of what was not done is a {@link CancellationException}
     */
    public <T, R> List<Outcome<T, R>> each(Collection<? extends T> items, Function<? super T, ? extends R> action) {
        if (items.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = threads(Math.min(atATime, items.size()));
        try {
            List<T> all = List.copyOf(items);
            List<Future<R>> futures = new ArrayList<>(all.size());
            for (T item : all) {
                futures.add(threads.submit(() -> action.apply(item)));
            }
            List<Outcome<T, R>> outcomes = new ArrayList<>(all.size());
            for (int i = 0; i < all.size(); i++) {
                outcomes.add(outcome(all.get(i), futures.get(i), futures));
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }

    private static <T, R> Outcome<T, R> outcome(T item, Future<R> future, List<Future<R>> all) {
        while (true) {
            try {
                return new Outcome.Done<>(item, future.get());
            } catch (ExecutionException e) {
                return new Outcome.Failed<>(item, e.getCause() == null ? e : e.getCause());
            } catch (CancellationException e) {
                return new Outcome.Failed<>(item, e);
            } catch (InterruptedException e) {
                // Those that wait first: a thread that is freed would begin one of them. From here on all are done, and
                // what is done is had without waiting.
                for (int i = all.size() - 1; i >= 0; i--) {
                    all.get(i).cancel(true);
                }
                Thread.currentThread().interrupt();
            }
        }
    }

    private ExecutorService threads(int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
