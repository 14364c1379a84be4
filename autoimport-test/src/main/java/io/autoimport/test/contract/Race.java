package io.autoimport.test.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several callers who do something at the same moment. */
final class Race {

    private Race() {}

    /** What each of the callers, numbered from zero, got. */
    static <T> List<T> of(int callers, Racer<T> racer) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(callers);
        try {
            CyclicBarrier start = new CyclicBarrier(callers);
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                calls.add(() -> {
                    start.await();
                    return racer.call(caller);
                });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : executor.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            executor.shutdownNow();
        }
    }

    /** What each caller does. */
    @FunctionalInterface
    interface Racer<T> {
        T call(int caller) throws Exception;
    }
}
