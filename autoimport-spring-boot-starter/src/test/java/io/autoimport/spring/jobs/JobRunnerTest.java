package io.autoimport.spring.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.spring.engines.RecordingJob;
import io.autoimport.spring.jobs.JobRunner.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class JobRunnerTest {

    private final JobRunner runner = new JobRunner(Duration.ofMinutes(1));

    private static RecurrentJob job(Runnable work) {
        return RecordingJob.job("job", Duration.ofHours(1)).doing(work);
    }

    @Test
    void aJobThatFailsIsCompletedAllTheSame() {
        assertThat(runner.run(job(() -> {
                    throw new NoClassDefFoundError("an error, too");
                })))
                .isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aJobDoesNotOverlapWithItself() {
        Outcome[] inner = new Outcome[1];

        Outcome outer = runner.run(job(() -> inner[0] = runner.run(job(() -> {}))));

        assertThat(outer).isEqualTo(Outcome.COMPLETED);
        assertThat(inner[0]).isEqualTo(Outcome.ALREADY_RUNNING);
    }

    @Test
    void atTheEndWhatRunsIsInterruptedAndWaitedForAndItsThreadGoesOn() {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean threadInterruptedAfterwards = new AtomicBoolean();
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> {
            Outcome result = runner.run(job(() -> {
                running.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                    Thread.currentThread().interrupt();
                }
            }));
            threadInterruptedAfterwards.set(Thread.currentThread().isInterrupted());
            return result;
        });
        awaitUninterruptibly(running);

        runner.stop();

        assertThat(interrupted).isTrue();
        assertThat(outcome.join()).isEqualTo(Outcome.CUT_SHORT);
        assertThat(threadInterruptedAfterwards).isFalse();
        assertThat(runner.run(job(() -> {}))).isEqualTo(Outcome.CUT_SHORT);

        runner.start();

        assertThat(runner.run(job(() -> {}))).isEqualTo(Outcome.COMPLETED);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
