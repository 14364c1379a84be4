package io.autoimport.sample.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private static final String THREADS = "side-by-side-test";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SideBySide threeAtATime = new SideBySide(THREADS, 3);

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(THREADS))
                .toList();
    }

    @Test
    void thereIsAnOutcomeForEachInTheirOrder() {
        List<Outcome<Integer, Integer>> outcomes = threeAtATime.each(numbers(20), number -> number * number);

        assertThat(outcomes).extracting(Outcome::item).isEqualTo(numbers(20));
        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(outcome.orElse(failure -> -1)).isEqualTo(outcome.item() * outcome.item()));
    }

    @Test
    void soManyAreDoneAtATimeAndNoMore() {
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        List<Outcome<Integer, Integer>> outcomes = threeAtATime.each(numbers(12), number -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            meet(three);
            now.decrementAndGet();
            return number;
        });

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
        assertThat(most).hasValue(3);
    }

    // Whoever waits here for two others waits in vain if there are less than three at a time.
    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatOneThrowsIsItsOwnOutcome() {
        List<Outcome<Integer, Integer>> outcomes = threeAtATime.each(numbers(6), number -> {
            if (number == 1) {
                throw new IllegalArgumentException("not one");
            }
            if (number == 4) {
                throw new StackOverflowError("not four");
            }
            return number;
        });

        assertThat(outcomes.stream().map(outcome -> outcome.orElse(failure -> -1)))
                .containsExactly(0, -1, 2, 3, -1, 5);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).hasMessage("not one"));
        assertThat(outcomes.get(4))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(StackOverflowError.class));
    }

    @Test
    void theThreadsEndWithTheRun() {
        assertThat(threeAtATime.each(
                        numbers(10), number -> Thread.currentThread().getName()))
                .extracting(outcome -> outcome.orElse(failure -> "none"))
                .allMatch(name -> name.startsWith(THREADS + "-"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void withNobodyThereIsNothingToDo() {
        assertThat(threeAtATime.each(List.<Integer>of(), number -> number)).isEmpty();
    }

    @Test
    void whoeverIsInterruptedBeginsNothingMoreAndStaysInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<List<Outcome<Integer, Integer>>> outcomes = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread job = new Thread(() -> {
            outcomes.complete(threeAtATime.each(numbers(10), number -> {
                begun.incrementAndGet();
                return waitFor(never, number);
            }));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        job.start();
        await().atMost(PATIENCE).until(() -> begun.get() == 3);

        job.interrupt();

        assertThat(interrupted).succeedsWithin(PATIENCE).isEqualTo(true);
        assertThat(outcomes.join())
                .hasSize(10)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.failure()).isInstanceOf(CancellationException.class)));
        assertThat(begun).hasValue(3);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    private static int waitFor(CountDownLatch latch, int number) {
        try {
            latch.await();
            return number;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noneAtATimeIsRefused() {
        assertThatThrownBy(() -> new SideBySide(THREADS, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
