package io.autoimport.spring.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.recovery.Node.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The due time survives the process, however that ends. */
@Execution(ExecutionMode.CONCURRENT)
abstract class RestartContract {

    /** An initial delay after which no test is running any more. */
    private static final Duration TOO_LATE = Duration.ofHours(1);

    private final TestStore store;

    RestartContract(TestStore store) {
        this.store = store;
    }

    private Node start(Duration interval, Duration initialDelay) {
        return Node.start(store, properties(interval, initialDelay));
    }

    private static List<String> properties(Duration interval, Duration initialDelay) {
        return List.of("node.tick.interval=" + interval, "node.tick.initial-delay=" + initialDelay);
    }

    @Test
    void killedInMidIntervalItRunsAtTheDueTime() {
        Duration interval = Duration.ofSeconds(12);
        Instant due;
        try (Node node = start(interval, Duration.ZERO)) {
            due = node.awaitDueTime();
        }
        try (Node node = start(interval, TOO_LATE)) {
            Instant second = node.awaitRuns(1).runs().get(0).begin();

            assertThat(second).isAfterOrEqualTo(due);
        }
    }

    @Test
    void killedPastTheDueTimeItRunsOncePromptlyAndThenAnIntervalLater() {
        Duration interval = Duration.ofSeconds(10);
        Instant due;
        try (Node node = start(interval, Duration.ZERO)) {
            due = node.awaitDueTime();
        }
        await().atMost(Node.PATIENCE)
                .until(() -> Instant.now().isAfter(due.plus(interval).minusSeconds(1)));
        try (Node node = start(interval, TOO_LATE)) {
            List<Run> runs = node.awaitRuns(2).runs();

            assertThat(runs.get(1).begin())
                    .isAfterOrEqualTo(node.awaitDueTime())
                    .isAfter(runs.get(0).begin().plus(interval.dividedBy(4)));
        }
    }

    @Test
    void restartedTenTimesWithinAnIntervalItRunsOnce() {
        JobSchedule afterTheRun = scheduleAfterALook(Duration.ofHours(1));

        assertThat(afterTheRun.lastStart()).isNotNull();
        for (int restart = 1; restart <= 10; restart++) {
            assertThat(scheduleAfterALook(Duration.ofHours(1))).isEqualTo(afterTheRun);
        }
    }

    @Test
    void aNewIntervalCountsFromTheLastRun() {
        JobSchedule before = scheduleAfterALook(Duration.ofHours(1));

        JobSchedule after = scheduleAfterALook(Duration.ofHours(3));

        assertThat(after.interval()).isEqualTo(Duration.ofHours(3));
        assertThat(after.dueTime()).isEqualTo(before.dueTime().plus(Duration.ofHours(2)));
        assertThat(after.lastStart()).isEqualTo(before.lastStart());
    }

    /** What is on record once a node in this JVM has done what was due, and waits again. */
    private JobSchedule scheduleAfterALook(Duration interval) {
        AtomicReference<JobSchedule> schedule = new AtomicReference<>();
        new ApplicationContextRunner()
                .withUserConfiguration(TestNode.hostOf(store.kind()))
                .withPropertyValues(store.properties().toArray(String[]::new))
                .withPropertyValues(properties(interval, Duration.ZERO).toArray(String[]::new))
                .run(context -> {
                    ScheduledThreadPoolExecutor wakeUps =
                            context.getBean(ThreadPoolTaskScheduler.class).getScheduledThreadPoolExecutor();
                    await().atMost(Node.PATIENCE)
                            .until(() -> wakeUps.getCompletedTaskCount() >= 1
                                    && wakeUps.getQueue().size() == 1);
                    schedule.set(
                            context.getBean(JobStore.class).findSchedule("tick").orElseThrow());
                });
        return schedule.get();
    }
}
