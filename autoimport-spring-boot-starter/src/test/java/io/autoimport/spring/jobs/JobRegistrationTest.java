package io.autoimport.spring.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.RecurrentJob;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobRegistrationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ToldJob job = new ToldJob();
    private final AtomicInteger attempts = new AtomicInteger();
    private JobRegistration registration;

    private void start(JobRegistration.Attempt attempt) {
        registration =
                new JobRegistration(new RecurrentJobs(List.of(job)), "the store", attempt, Duration.ofMillis(10));
        registration.start();
    }

    @AfterEach
    void end() {
        registration.end();
    }

    @Test
    void whatIsDoneAtOnceIsDoneOnTheCallersThread() {
        start(() -> attempts.incrementAndGet() > 0);

        assertThat(attempts).hasValue(1);
        assertThat(job.causes).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsTriedAgainUntilItIsBackAndTheJobIsToldOnceAnInterval() {
        start(() -> {
            if (attempts.incrementAndGet() < 5) {
                throw new IllegalStateException("away");
            }
            return true;
        });

        await().atMost(PATIENCE).until(() -> attempts.get() == 5);
        assertThat(job.causes)
                .singleElement()
                .satisfies(cause -> assertThat(cause).hasMessage("away"));
    }

    @Test
    void whatHasToWaitIsTriedAgainAndNobodyIsTold() {
        start(() -> attempts.incrementAndGet() == 3);

        await().atMost(PATIENCE).until(() -> attempts.get() == 3);
        assertThat(job.causes).isEmpty();
    }

    @Test
    void atTheEndOfTheApplicationItIsGivenUp() {
        start(() -> {
            attempts.incrementAndGet();
            return false;
        });

        registration.end();

        await().atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("auto-import-registration")));
    }

    private static final class ToldJob implements RecurrentJob {

        private final List<Throwable> causes = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "told";
        }

        @Override
        public Duration interval() {
            return Duration.ofHours(1);
        }

        @Override
        public void run() {}

        @Override
        public void couldNotRun(Throwable cause) {
            causes.add(cause);
            throw new IllegalStateException("and fails");
        }
    }
}
