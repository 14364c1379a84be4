package io.autoimport.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.CompleteScan;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportPlan;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.model.ScanMode;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.TargetState;
import io.autoimport.core.spi.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link JobStore} must do. Extend it, and say where the store is; each test must begin with a store that
 * knows no job:
 *
 * <pre>{@code
 * class EtcdJobStoreTest extends JobStoreContractTest {
 *     private final JobStore store = new EtcdJobStore(emptyServer());
 *
 *     protected JobStore store() {
 *         return store;
 *     }
 * }
 * }</pre>
 */
public abstract class JobStoreContractTest {

    private static final String JOB = "auto-import-workers";
    private static final String OTHER = "other job: with / ünusual 'name'";
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final JobSchedule FIRST = JobSchedule.first(NOON, HOUR, HOUR);

    /** For subclasses. */
    protected JobStoreContractTest() {}

    /**
     * The store under test, always the same during one test.
     *
     * @return a store that is empty when a test begins
     */
    protected abstract JobStore store();

    @Test
    void theTimeOfTheStoreGoesOn() {
        Instant before = store().now();

        assertThat(store().now()).isAfterOrEqualTo(before);
        assertThat(before).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void anUnknownJobHasNeitherScheduleNorResults() {
        assertThat(store().findSchedule(JOB)).isEmpty();
        assertThat(store().findRuns(JOB)).isEmpty();
    }

    @Test
    void aScheduleIsKeptAsItIs() {
        JobSchedule before = new JobSchedule(NOON, Duration.ofMillis(1_500), null);
        JobSchedule after = new JobSchedule(NOON.plusMillis(1_501), Duration.ofDays(400), NOON);
        store().insertScheduleIfAbsent(JOB, before);
        store().insertScheduleIfAbsent(OTHER, after);

        assertThat(store().findSchedule(JOB)).contains(before);
        assertThat(store().findSchedule(OTHER)).contains(after);
    }

    @Test
    void theFirstScheduleStays() {
        assertThat(store().insertScheduleIfAbsent(JOB, FIRST)).isTrue();
        assertThat(store().insertScheduleIfAbsent(JOB, FIRST.afterRun(NOON, NOON)))
                .isFalse();

        assertThat(store().findSchedule(JOB)).contains(FIRST);
    }

    @Test
    void aScheduleReplacesTheOneThatWasExpected() {
        JobSchedule second = FIRST.afterRun(FIRST.dueTime(), FIRST.dueTime());
        store().insertScheduleIfAbsent(JOB, FIRST);
        store().insertScheduleIfAbsent(OTHER, FIRST);

        assertThat(store().replaceSchedule(JOB, FIRST, second)).isTrue();

        assertThat(store().findSchedule(JOB)).contains(second);
        assertThat(store().findSchedule(OTHER)).contains(FIRST);
    }

    @Test
    void aScheduleThatSomebodyElseHasReplacedStays() {
        JobSchedule second = FIRST.afterRun(FIRST.dueTime(), FIRST.dueTime());
        store().insertScheduleIfAbsent(JOB, second);

        assertThat(store().replaceSchedule(JOB, FIRST, FIRST.afterRun(NOON, NOON)))
                .isFalse();

        assertThat(store().findSchedule(JOB)).contains(second);
    }

    @Test
    void aScheduleThatIsGoneIsNotReplaced() {
        assertThat(store().replaceSchedule(JOB, FIRST, FIRST)).isFalse();

        assertThat(store().findSchedule(JOB)).isEmpty();
    }

    @Test
    void ofSeveralWhoInsertAtOnceOneIsFirst() throws Exception {
        List<Boolean> inserted = Race.of(8, racer -> store().insertScheduleIfAbsent(JOB, FIRST));

        assertThat(inserted).containsOnlyOnce(true).hasSize(8);
        assertThat(store().findSchedule(JOB)).contains(FIRST);
    }

    @Test
    void ofSeveralWhoReplaceAtOnceOneSucceeds() throws Exception {
        store().insertScheduleIfAbsent(JOB, FIRST);

        List<Boolean> replaced = Race.of(
                8,
                racer -> store().replaceSchedule(
                                JOB, FIRST, new JobSchedule(NOON.plus(HOUR.multipliedBy(2L + racer)), HOUR, NOON)));

        assertThat(replaced).containsOnlyOnce(true).hasSize(8);
    }

    @Test
    void aScheduleIsRemovedAndTheRunsStay() {
        store().insertScheduleIfAbsent(JOB, FIRST);
        store().insertScheduleIfAbsent(OTHER, FIRST);
        store().addRun(JOB, run(1));

        store().removeSchedule(JOB);
        store().removeSchedule(JOB);

        assertThat(store().findSchedule(JOB)).isEmpty();
        assertThat(store().findSchedule(OTHER)).contains(FIRST);
        assertThat(store().findRuns(JOB)).hasSize(1);
        assertThat(store().insertScheduleIfAbsent(JOB, FIRST)).isTrue();
    }

    @Test
    void aRunIsKeptInAllItsParts() {
        JobResult result = new JobResult(
                "run-1",
                JobStatus.PARTIAL,
                "eu-west-1: \"quoted\" \\ ❌ denied",
                ImportCounts.of(2, 1, 1),
                List.of("i-1", "i-2"),
                true,
                NOON,
                Duration.ofMillis(1_234),
                true,
                17,
                List.of("a warning", "another"),
                List.of(
                        new TargetResult(
                                "default",
                                "us-east-1",
                                "111122223333",
                                ScanMode.INCREMENTAL,
                                Completeness.COMPLETE,
                                ImportCounts.of(2, 1, 0).plus(ImportCounts.ofKnown(3, 2, 1)),
                                1,
                                9,
                                2,
                                List.of("one"),
                                null,
                                new CompleteScan(NOON, NOON.minusSeconds(3_600), "digest")),
                        new TargetResult(
                                "default",
                                "eu-west-1",
                                null,
                                ScanMode.FULL,
                                Completeness.FAILED,
                                ImportCounts.of(0, 0, 1),
                                0,
                                8,
                                0,
                                List.of(),
                                new Failure(FailureCause.PERMISSION, "UnauthorizedOperation", "You may not", "req-1"),
                                null)),
                new ImportPlan(
                        List.of(new PlannedChange(
                                PlannedChange.Action.UPDATE, "default", "us-east-1", "i-3", "three", "state: a -> b")),
                        true));

        RunRecord run = new RunRecord(
                result,
                "node-1",
                List.of(
                        new TargetState(
                                "default",
                                "us-east-1",
                                NOON,
                                null,
                                null,
                                new CompleteScan(NOON, NOON.minusSeconds(3_600), "digest")),
                        new TargetState(
                                "default",
                                "eu-west-1",
                                NOON,
                                NOON.plusSeconds(1),
                                new Failure(FailureCause.PERMISSION, "UnauthorizedOperation", "You may not", "req-1"),
                                null)));

        store().addRun(JOB, run);

        assertThat(store().findRuns(JOB)).containsExactly(run);
    }

    @Test
    void theLatestRunComesFirst() {
        store().addRun(JOB, run(1));
        store().addRun(OTHER, run(2));
        store().addRun(JOB, run(3));

        assertThat(store().findRuns(JOB)).containsExactly(run(3), run(1));
        assertThat(store().findRuns(OTHER)).containsExactly(run(2));
    }

    @Test
    void onlyTheLatestRunsAreKept() {
        int added = JobStore.MAX_RUNS + 5;
        IntStream.rangeClosed(1, added).forEach(number -> store().addRun(JOB, run(number)));
        store().addRun(OTHER, run(99));

        assertThat(store().findRuns(JOB))
                .extracting(run -> run.result().runId())
                .containsExactlyElementsOf(IntStream.iterate(added, number -> number - 1)
                        .limit(JobStore.MAX_RUNS)
                        .mapToObj(number -> "run-" + number)
                        .toList());
        assertThat(store().findRuns(OTHER)).hasSize(1);
    }

    private static RunRecord run(int number) {
        JobResult result = JobResult.skipped("run-" + number, "for the test", NOON.plusSeconds(number), false);
        return new RunRecord(result, "node-" + number, List.of());
    }
}
