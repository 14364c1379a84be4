package io.autoimport.test.assertions;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.TargetResult;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Assertions about what a run did for one target. Each shows the whole result if it fails. */
public final class TargetResultAssert extends OutcomeAssert<TargetResultAssert, TargetResult> {

    private final Supplier<String> whole;

    TargetResultAssert(TargetResult actual, Supplier<String> whole) {
        super(actual, TargetResultAssert.class);
        this.whole = whole;
    }

    @Override
    ImportCounts counts() {
        isNotNull();
        return actual.counts();
    }

    @Override
    List<String> warnings() {
        isNotNull();
        return actual.warnings();
    }

    @Override
    String whole() {
        return whole.get();
    }

    /**
     * Asserts that everything was done.
     *
     * @return this
     */
    public TargetResultAssert isComplete() {
        return hasStatus(Completeness.COMPLETE);
    }

    /**
     * Asserts that at least one page was done, but not everything.
     *
     * @return this
     */
    public TargetResultAssert isPartial() {
        return hasStatus(Completeness.PARTIAL);
    }

    /**
     * Asserts that nothing was done.
     *
     * @return this
     */
    public TargetResultAssert isFailed() {
        return hasStatus(Completeness.FAILED);
    }

    private TargetResultAssert hasStatus(Completeness expected) {
        isNotNull();
        return has("status", actual.status(), expected);
    }

    /**
     * Asserts why not everything was done.
     *
     * @param cause what kind of failure
     * @return this
     */
    public TargetResultAssert hasFailedWith(FailureCause cause) {
        return has("cause of the failure", failure().cause(), cause);
    }

    /**
     * Asserts why not everything was done.
     *
     * @param cause what kind of failure
     * @param code AWS's error code or the name of an exception, for example {@code UnauthorizedOperation}
     * @return this
     */
    public TargetResultAssert hasFailedWith(FailureCause cause, String code) {
        return hasFailedWith(cause).has("code of the failure", failure().code(), code);
    }

    /**
     * Asserts that the message of the failure has this text in it.
     *
     * @param text a part of it
     * @return this
     */
    public TargetResultAssert hasFailureMessageContaining(String text) {
        if (!failure().message().contains(text)) {
            throw unexpected("a failure whose message contains \"" + text + "\"");
        }
        return this;
    }

    private Failure failure() {
        isNotNull();
        @Nullable Failure failure = actual.failure();
        if (failure == null) {
            throw unexpected("a failure");
        }
        return failure;
    }
}
