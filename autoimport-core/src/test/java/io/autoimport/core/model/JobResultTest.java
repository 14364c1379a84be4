package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobResultTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static JobResult aResult(JobStatus status, @Nullable String reason) {
        return new JobResult(
                "run-1",
                status,
                reason,
                new ImportCounts(11, 3, 7, 1, 4, 5, 6),
                List.of("i-1", "i-2", "i-3"),
                false,
                NOW,
                Duration.ofSeconds(2),
                false,
                12,
                List.of(),
                List.of(),
                null);
    }

    @Test
    void isTheDictionaryOfThePythonSystem() {
        assertThat(aResult(JobStatus.SUCCESS, null).toMap())
                .containsExactly(
                        entry("status", "success"),
                        entry("total_found", 11L),
                        entry("total_imported", 3L),
                        entry("total_skipped", 7L),
                        entry("imported_worker_ids", List.of("i-1", "i-2", "i-3")));
    }

    @Test
    void aSkippedRunSaysWhy() {
        assertThat(JobResult.skipped("run-1", "disabled", NOW, false).toMap())
                .containsExactly(
                        entry("status", "skipped"),
                        entry("total_found", 0L),
                        entry("total_imported", 0L),
                        entry("total_skipped", 0L),
                        entry("imported_worker_ids", List.of()),
                        entry("reason", "disabled"));
    }

    @ParameterizedTest
    @EnumSource(value = JobStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "SKIPPED")
    void onlyASkippedRunHasAReasonInTheDictionary(JobStatus status) {
        assertThat(aResult(status, "because").toMap())
                .doesNotContainKey("reason")
                .containsEntry("status", status.code());
    }

    @Test
    void statusesAreSpelledAsInTheContract() {
        assertThat(JobStatus.values())
                .extracting(JobStatus::code)
                .containsExactly("success", "partial", "skipped", "failed", "error");
    }

    @Test
    void answersTheTotals() {
        JobResult result = aResult(JobStatus.PARTIAL, "because");
        assertThat(List.of(
                        result.totalFound(),
                        result.totalImported(),
                        result.totalSkipped(),
                        result.totalFailed(),
                        result.totalUpdated(),
                        result.totalMissing()))
                .containsExactly(11L, 3L, 7L, 1L, 4L, 5L);
    }

    @Test
    void anErrorIsDescribedOnOneLine() {
        JobResult result =
                JobResult.error("run-1", new IllegalStateException("a\nb"), NOW, Duration.ofSeconds(1), true);
        assertThat(result.status()).isEqualTo(JobStatus.ERROR);
        assertThat(result.reason()).isEqualTo("UNEXPECTED (IllegalStateException): a\\u000ab");
        assertThat(result.dryRun()).isTrue();
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isNotChangedBehindItsBack() {
        List<String> ids = new ArrayList<>(List.of("i-1"));
        JobResult result = new JobResult(
                "r",
                JobStatus.SUCCESS,
                null,
                ImportCounts.of(1, 0, 0),
                ids,
                false,
                NOW,
                Duration.ZERO,
                false,
                0,
                ids,
                List.of(),
                null);
        ids.clear();
        assertThat(result.importedWorkerIds()).containsExactly("i-1");
        assertThat(result.warnings()).containsExactly("i-1");
    }

    @Test
    void aTargetIsEitherCompleteOrHasAFailure() {
        Failure failure = new Failure(FailureCause.THROTTLED, null, "x", null);
        assertThatIllegalArgumentException().isThrownBy(() -> aTarget(Completeness.COMPLETE, failure));
        assertThatIllegalArgumentException().isThrownBy(() -> aTarget(Completeness.PARTIAL, null));
        assertThatIllegalArgumentException().isThrownBy(() -> aTarget(Completeness.FAILED, null));
        assertThat(aTarget(Completeness.COMPLETE, null).failure()).isNull();
    }

    private static TargetResult aTarget(Completeness status, @Nullable Failure failure) {
        return new TargetResult(
                "s", "us-east-1", null, ScanMode.FULL, status, ImportCounts.NONE, 0, 0, 0, List.of(), failure, null);
    }

    @Test
    void anAbridgedResultSaysThatIdsAreMissing() {
        JobResult result = new JobResult(
                "run",
                JobStatus.SUCCESS,
                null,
                ImportCounts.of(3, 0, 0),
                List.of("i-1", "i-2", "i-3"),
                false,
                Instant.EPOCH,
                Duration.ZERO,
                false,
                1,
                List.of(),
                List.of(),
                null);

        assertThat(result.abridged(3)).isEqualTo(result);
        assertThat(result.abridged(2).importedWorkerIds()).containsExactly("i-1", "i-2");
        assertThat(result.abridged(2).truncated()).isTrue();
        assertThat(result.abridged(2).totals()).isEqualTo(result.totals());
    }
}
