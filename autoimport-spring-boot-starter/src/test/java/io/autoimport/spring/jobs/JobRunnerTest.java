package io.autoimport.spring.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autoimport.core.job.RecurrentJob;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobRunnerTest {

    private final AtomicInteger runs = new AtomicInteger();

    private final JobRunner runner = new JobRunner(new RecurrentJob() {
        @Override
        public String name() {
            return "job";
        }

        @Override
        public Duration interval() {
            return Duration.ofHours(1);
        }

        @Override
        public void run() {
            runs.incrementAndGet();
        }
    });

    @Test
    void aMomentWithoutThreadsDoesNotEndTheJobForGood() {
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> runner.handOverTo(task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }));

        runner.handOverTo(Runnable::run);

        assertThat(runs).hasValue(1);
    }

    @Test
    void aHandOverDuringShutdownIsNoError() {
        runner.handOverTo(task -> {
            throw new RejectedExecutionException();
        });

        assertThat(runs).hasValue(0);
    }
}
