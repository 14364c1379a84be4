package io.autoimport.test.assertions;

import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Assertions about the result of a run. Each shows the whole result if it fails. */
public final class JobResultAssert extends OutcomeAssert<JobResultAssert, JobResult> {

    JobResultAssert(JobResult actual) {
        super(actual, JobResultAssert.class);
    }

    @Override
    ImportCounts counts() {
        isNotNull();
        return actual.totals();
    }

    @Override
    List<String> warnings() {
        isNotNull();
        return actual.warnings();
    }

    @Override
    String whole() {
        return ResultText.of(actual);
    }

    /**
     * Asserts that every target is complete.
     *
     * @return this
     */
    public JobResultAssert isSuccess() {
        return hasStatus(JobStatus.SUCCESS);
    }

    /**
     * Asserts that some was done, but not all.
     *
     * @return this
     */
    public JobResultAssert isPartial() {
        return hasStatus(JobStatus.PARTIAL);
    }

    /**
     * Asserts that the run did not take place.
     *
     * @return this
     */
    public JobResultAssert isSkipped() {
        return hasStatus(JobStatus.SKIPPED);
    }

    /**
     * Asserts that the run did not take place, and why not.
     *
     * @param reason the whole reason, for example {@code disabled}
     * @return this
     */
    public JobResultAssert isSkipped(String reason) {
        return isSkipped().has("reason", actual.reason(), reason);
    }

    /**
     * Asserts that no target could be done, for a cause that has a name.
     *
     * @return this
     */
    public JobResultAssert isFailed() {
        return hasStatus(JobStatus.FAILED);
    }

    /**
     * Asserts that no target could be done, because of an unexpected exception.
     *
     * @return this
     */
    public JobResultAssert isError() {
        return hasStatus(JobStatus.ERROR);
    }

    /**
     * Asserts how the run ended.
     *
     * @param expected the status
     * @return this
     */
    public JobResultAssert hasStatus(JobStatus expected) {
        isNotNull();
        return has("status", actual.status(), expected);
    }

    /**
     * Asserts that the reason, of a run that was skipped or did not succeed, has these texts in it.
     *
     * @param texts parts of it, in any order
     * @return this
     */
    public JobResultAssert hasReasonContaining(String... texts) {
        isNotNull();
        for (String text : texts) {
            if (actual.reason() == null || !actual.reason().contains(text)) {
                throw unexpected("a reason that contains \"" + text + "\"");
            }
        }
        return this;
    }

    /**
     * Asserts that nothing was to be written.
     *
     * @return this
     */
    public JobResultAssert isDryRun() {
        isNotNull();
        return has("dry run", actual.dryRun(), true);
    }

    /**
     * Asserts which workers were imported: these and no others, in any order.
     *
     * @param instanceIds EC2 instance ids
     * @return this
     */
    public JobResultAssert hasImportedExactly(String... instanceIds) {
        return hasImportedExactly(List.of(instanceIds));
    }

    /**
     * Asserts which workers were imported: these and no others, in any order. A result names no more than
     * {@value JobResult#MAX_IMPORTED_WORKER_IDS}.
     *
     * @param instanceIds EC2 instance ids
     * @return this
     */
    public JobResultAssert hasImportedExactly(Collection<String> instanceIds) {
        isNotNull();
        if (actual.truncated()) {
            throw unexpected("a result that names all workers that were imported");
        }
        Set<String> imported = new TreeSet<>(actual.importedWorkerIds());
        Set<String> expected = new TreeSet<>(instanceIds);
        return has("imported workers", imported, expected);
    }

    /**
     * Goes on with one target.
     *
     * @param source the name of the source
     * @param region the region
     * @return assertions about what was done for the target
     * @throws AssertionError if the run had no such target
     */
    public TargetResultAssert target(String source, String region) {
        isNotNull();
        return actual.targets().stream()
                .filter(target ->
                        target.source().equals(source) && target.region().equals(region))
                .findFirst()
                .map(target -> new TargetResultAssert(target, this::whole).as("target %s/%s", source, region))
                .orElseThrow(() -> unexpected("a target " + source + "/" + region));
    }
}
