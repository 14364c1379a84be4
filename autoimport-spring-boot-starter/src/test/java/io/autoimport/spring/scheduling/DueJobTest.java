package io.autoimport.spring.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.jobs.JobRunner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueJobTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final BreakableClock clock = new BreakableClock();
    private final JobStore store = new InMemoryJobStore(clock);
    private final JobRunner runner = new JobRunner(Duration.ZERO);
    private final Patience patience = Patience.of(HOUR, Duration.ofMinutes(1));
    private int runs;
    private Runnable work = () -> {};

    private final RecurrentJob job = new RecurrentJob() {
        @Override
        public String name() {
            return "job";
        }

        @Override
        public Duration interval() {
            return HOUR;
        }

        @Override
        public void run() {
            runs++;
            work.run();
        }
    };

    private final DueJob dueJob = node(jobName -> Optional.of(() -> {}));

    private DueJob node(JobLock lock) {
        return new DueJob(job, store, lock, runner, patience);
    }

    private Duration lookAt(Instant time) {
        clock.now = time;
        return dueJob.runIfDue();
    }

    private Instant dueTime() {
        return store.findSchedule("job").orElseThrow().dueTime();
    }

    @Test
    void itLooksAgainFromTimeToTimeAndRunsWhenItIsDue() {
        assertThat(lookAt(NOON)).isEqualTo(Duration.ofMinutes(10));
        assertThat(lookAt(NOON.plus(HOUR).minusSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(runs).isZero();

        lookAt(NOON.plus(HOUR));

        assertThat(runs).isEqualTo(1);
        assertThat(dueTime()).isEqualTo(NOON.plus(HOUR.multipliedBy(2)));
    }

    @Test
    void whileAnotherNodeHoldsTheLockItWaits() {
        lookAt(NOON);
        clock.now = NOON.plus(HOUR);

        assertThat(node(jobName -> Optional.empty()).runIfDue()).isEqualTo(Duration.ofSeconds(5));
        assertThat(runs).isZero();
    }

    @Test
    void theDueTimeIsReadAgainInsideTheLock() {
        lookAt(NOON);
        clock.now = NOON.plus(HOUR);
        DueJob slow = node(jobName -> {
            dueJob.runIfDue(); // another node runs it between the look and the lock
            return Optional.of(() -> {});
        });

        slow.runIfDue();

        assertThat(runs).isEqualTo(1);
    }

    @Test
    void aStoreThatIsDownKeepsTheJobFromRunning() {
        lookAt(NOON);
        clock.broken = true;

        assertThatIllegalStateException().isThrownBy(() -> lookAt(NOON.plus(HOUR)));
        assertThat(runs).isZero();

        clock.broken = false;
        lookAt(NOON.plus(HOUR));
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void anInterruptThatTheJobLeavesBehindDoesNotReachTheStore() {
        lookAt(NOON);
        work = () -> Thread.currentThread().interrupt();

        lookAt(NOON.plus(HOUR));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whatSomebodyRemovesIsPutBackAsItWas() {
        lookAt(NOON);
        store.removeSchedule("job");

        lookAt(NOON.plusSeconds(60));

        assertThat(store.findSchedule("job")).contains(JobSchedule.first(NOON, HOUR, HOUR));
    }

    @Test
    void aClockThatIsPutRightDoesNotMakeItWaitForThatLong() {
        lookAt(NOON.plus(Duration.ofDays(1)));
        lookAt(NOON.plus(Duration.ofDays(1)).plus(HOUR)); // its first run
        assertThat(runs).isEqualTo(1);

        lookAt(NOON);

        assertThat(dueTime()).isEqualTo(NOON.plus(HOUR));
    }

    private static final class BreakableClock extends Clock {

        private Instant now = NOON;
        private boolean broken;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (broken) {
                throw new IllegalStateException("The store is down");
            }
            return now;
        }
    }
}
