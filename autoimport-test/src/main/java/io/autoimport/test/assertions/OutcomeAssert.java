package io.autoimport.test.assertions;

import io.autoimport.core.model.ImportCounts;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What can be asserted of a run and of a target alike. */
abstract class OutcomeAssert<S extends OutcomeAssert<S, A>, A> extends AbstractAssert<S, A> {

    OutcomeAssert(A actual, Class<S> selfType) {
        super(actual, selfType);
    }

    abstract ImportCounts counts();

    abstract List<String> warnings();

    /** All that there is to know, to be shown below each message. */
    abstract String whole();

    /**
     * Asserts how many instances AWS reported.
     *
     * @param expected zero or more
     * @return this
     */
    public S hasFound(long expected) {
        return has("found", counts().found(), expected);
    }

    /**
     * Asserts how many workers were inserted; in a dry run, how many would have been.
     *
     * @param expected zero or more
     * @return this
     */
    public S hasImported(long expected) {
        return has("imported", counts().imported(), expected);
    }

    /**
     * Asserts how many instances were known already, ignored, or put off to the next run.
     *
     * @param expected zero or more
     * @return this
     */
    public S hasSkipped(long expected) {
        return has("skipped", counts().skipped(), expected);
    }

    /**
     * Asserts how many instances should have been imported and could not be.
     *
     * @param expected zero or more
     * @return this
     */
    public S hasFailed(long expected) {
        return has("failed", counts().failed(), expected);
    }

    /**
     * Asserts how many known workers were changed.
     *
     * @param expected zero or more
     * @return this
     */
    public S hasUpdated(long expected) {
        return has("updated", counts().updated(), expected);
    }

    /**
     * Asserts how many workers were marked missing, or are only reported to be.
     *
     * @param expected zero or more
     * @return this
     */
    public S hasMissing(long expected) {
        return has("missing", counts().missing(), expected);
    }

    /**
     * Asserts how many workers were marked missing, and are back.
     *
     * @param expected zero or more
     * @return this
     */
    public S hasRestored(long expected) {
        return has("restored", counts().restored(), expected);
    }

    /**
     * Asserts that there is a warning with this text in it.
     *
     * @param text a part of it
     * @return this
     */
    public S hasWarningContaining(String text) {
        if (warnings().stream().noneMatch(warning -> warning.contains(text))) {
            throw unexpected("a warning that contains \"" + text + "\"");
        }
        return myself;
    }

    /**
     * Asserts that there is one warning, with this text in it, and no other.
     *
     * @param text a part of it
     * @return this
     */
    public S hasOnlyWarningContaining(String text) {
        if (warnings().size() != 1 || !warnings().get(0).contains(text)) {
            throw unexpected("one warning, that contains \"" + text + "\"");
        }
        return myself;
    }

    /**
     * Asserts that there is no warning.
     *
     * @return this
     */
    public S hasNoWarnings() {
        if (!warnings().isEmpty()) {
            throw unexpected("no warning");
        }
        return myself;
    }

    final S has(String what, @Nullable Object found, @Nullable Object expected) {
        if (!Objects.equals(found, expected)) {
            throw failureWithActualExpected(
                    found, expected, "Expected %s: %s, but was: %s, in%n%s", what, expected, found, whole());
        }
        return myself;
    }

    final AssertionError unexpected(String expected) {
        return failure("Expected %s, in%n%s", expected, whole());
    }
}
