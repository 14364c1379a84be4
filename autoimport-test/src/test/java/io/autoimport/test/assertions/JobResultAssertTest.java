package io.autoimport.test.assertions;

import static io.autoimport.test.assertions.AutoImportAssertions.assertThat;
import static io.autoimport.test.assertions.Results.ID;
import static io.autoimport.test.assertions.Results.OTHER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.TargetResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobResultAssertTest {

    private final JobResult partial = Results.partial();
    private final JobResult skipped = JobResult.skipped("run-2", AutoImportWorkersJob.IN_PROGRESS, Results.NOW, false);

    /** Each message shows the whole result. */
    private static void refused(JobResult result, Consumer<JobResultAssert> assertion, String message) {
        assertThatThrownBy(() -> assertion.accept(assertThat(result)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message)
                .hasMessageContaining(ResultText.of(result));
    }

    private static void refusedTarget(TargetResult target, Consumer<TargetResultAssert> assertion, String message) {
        assertThatThrownBy(() -> assertion.accept(assertThat(target)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message)
                .hasMessageContaining(ResultText.of(target));
    }

    @Test
    void theMessageOfAFailureShowsTheWholeResult() {
        assertThatThrownBy(() -> assertThat(partial).isSuccess()).hasMessageContaining("""
                        Expected status: SUCCESS, but was: PARTIAL, in
                        run run-1: PARTIAL, 5 found = 2 imported + 2 skipped + 1 failed; 3 updated, 4 missing, 6 restored, 7 API calls
                          reason: default/eu-west-1: PERMISSION
                          warning: default/us-east-1: 100% of nothing
                          target default/us-east-1: COMPLETE, 5 found = 2 imported + 2 skipped + 1 failed; 3 updated, 4 missing, 6 restored, account 111122223333, warnings [look at this]
                          target default/eu-west-1: FAILED, 0 found = 0 imported + 0 skipped + 0 failed; 0 updated, 0 missing, 0 restored, account 111122223333, failure PERMISSION (UnauthorizedOperation): not allowed [request id req-1], warnings [look at this]
                          imported: i-00000000000000001
                          imported: i-00000000000000002\
                        """);
    }

    @Test
    void aLongListIsNotShownToItsEnd() {
        JobResult many = new JobResult(
                "run-3",
                JobStatus.SUCCESS,
                null,
                partial.totals(),
                IntStream.range(0, 25).mapToObj(i -> "i-" + i).toList(),
                true,
                Results.NOW,
                Duration.ZERO,
                false,
                0,
                List.of(),
                List.of(),
                null);

        assertThat(ResultText.of(many))
                .contains("imported: i-19", "imported: and 5 more", "imported: more than these")
                .doesNotContain("i-20");
    }

    @Test
    void statuses() {
        assertThat(Results.success()).isSuccess().hasStatus(JobStatus.SUCCESS);
        assertThat(partial).isPartial();
        assertThat(skipped).isSkipped().isSkipped(AutoImportWorkersJob.IN_PROGRESS);
        assertThat(JobResult.failed("run-3", "no credentials", Results.NOW, false))
                .isFailed();
        assertThat(JobResult.error("run-4", new IllegalStateException("a bug"), Results.NOW, Duration.ZERO, false))
                .isError()
                .hasReasonContaining("IllegalStateException", "a bug");

        refused(partial, JobResultAssert::isFailed, "Expected status: FAILED, but was: PARTIAL");
        refused(partial, JobResultAssert::isError, "Expected status: ERROR, but was: PARTIAL");
        refused(partial, JobResultAssert::isSkipped, "Expected status: SKIPPED, but was: PARTIAL");
        refused(skipped, JobResultAssert::isPartial, "Expected status: PARTIAL, but was: SKIPPED");
    }

    @Test
    void reasons() {
        assertThat(partial).hasReasonContaining("eu-west-1", "PERMISSION");

        refused(skipped, result -> result.isSkipped("disabled"), "Expected reason: disabled, but was: another run");
        refused(partial, result -> result.hasReasonContaining("us-east-1"), "a reason that contains \"us-east-1\"");
        refused(Results.success(), result -> result.hasReasonContaining("x"), "a reason that contains \"x\"");
    }

    @Test
    void counts() {
        assertThat(partial)
                .hasFound(5)
                .hasImported(2)
                .hasSkipped(2)
                .hasFailed(1)
                .hasUpdated(3)
                .hasMissing(4)
                .hasRestored(6);

        refused(partial, result -> result.hasFound(9), "Expected found: 9, but was: 5");
        refused(partial, result -> result.hasImported(9), "Expected imported: 9, but was: 2");
        refused(partial, result -> result.hasSkipped(9), "Expected skipped: 9, but was: 2");
        refused(partial, result -> result.hasFailed(9), "Expected failed: 9, but was: 1");
        refused(partial, result -> result.hasUpdated(9), "Expected updated: 9, but was: 3");
        refused(partial, result -> result.hasMissing(9), "Expected missing: 9, but was: 4");
        refused(partial, result -> result.hasRestored(9), "Expected restored: 9, but was: 6");
    }

    @Test
    void importedWorkersAreComparedInAnyOrder() {
        assertThat(partial).hasImportedExactly(OTHER_ID, ID).hasImportedExactly(List.of(ID, OTHER_ID));

        refused(partial, result -> result.hasImportedExactly(ID), "Expected imported workers: [" + ID + "]");
        refused(
                Results.success(),
                result -> result.hasImportedExactly(ID, OTHER_ID),
                "Expected imported workers: [" + ID + ", " + OTHER_ID + "], but was: [" + ID + "]");
    }

    @Test
    void aTruncatedResultDoesNotTellWhoWasImported() {
        refused(Results.truncated(), result -> result.hasImportedExactly(ID), "names all workers that were imported");
    }

    @Test
    void warnings() {
        assertThat(partial).hasWarningContaining("100% of nothing").hasOnlyWarningContaining("nothing");
        assertThat(skipped).hasNoWarnings();

        refused(partial, result -> result.hasWarningContaining("%s"), "a warning that contains \"%s\"");
        refused(partial, result -> result.hasOnlyWarningContaining("all"), "one warning, that contains \"all\"");
        refused(skipped, result -> result.hasOnlyWarningContaining(""), "one warning, that contains \"\"");
        refused(partial, JobResultAssert::hasNoWarnings, "no warning");
    }

    @Test
    void dryRuns() {
        assertThat(Results.dryRun()).isDryRun();

        refused(partial, JobResultAssert::isDryRun, "Expected dry run: true, but was: false");
    }

    @Test
    void aTargetIsFoundByItsNameAndRegion() {
        assertThat(partial).target("default", "us-east-1").isComplete().hasImported(2);
        assertThat(partial)
                .target("default", "eu-west-1")
                .isFailed()
                .hasFailedWith(FailureCause.PERMISSION)
                .hasFailedWith(FailureCause.PERMISSION, "UnauthorizedOperation")
                .hasFailureMessageContaining("not allowed")
                .hasWarningContaining("look at");

        refused(partial, result -> result.target("default", "ap-south-1"), "a target default/ap-south-1");
        refused(partial, result -> result.target("other", "us-east-1"), "a target other/us-east-1");
        refused(
                partial,
                result -> result.target("default", "eu-west-1").isComplete(),
                "[target default/eu-west-1] Expected status: COMPLETE, but was: FAILED");
    }

    @Test
    void failuresOfTargets() {
        assertThat(Results.begun()).isPartial().hasFailedWith(FailureCause.THROTTLED, "RequestLimitExceeded");

        refusedTarget(
                Results.begun(),
                target -> target.hasFailedWith(FailureCause.EVENTS),
                "Expected cause of the failure: EVENTS, but was: THROTTLED");
        refusedTarget(
                Results.begun(),
                target -> target.hasFailedWith(FailureCause.THROTTLED, "Other"),
                "Expected code of the failure: Other, but was: RequestLimitExceeded");
        refusedTarget(
                Results.begun(),
                target -> target.hasFailureMessageContaining("too few"),
                "a failure whose message contains \"too few\"");
        refusedTarget(Results.complete(), target -> target.hasFailedWith(FailureCause.EVENTS), "Expected a failure");
        refusedTarget(Results.begun(), TargetResultAssert::isFailed, "Expected status: FAILED, but was: PARTIAL");
        refusedTarget(Results.complete(), TargetResultAssert::isPartial, "Expected status: PARTIAL, but was: COMPLETE");
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void noResultIsNone(JobStatus status) {
        JobResult none = null;

        assertThatThrownBy(() -> assertThat(none).hasStatus(status))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }
}
