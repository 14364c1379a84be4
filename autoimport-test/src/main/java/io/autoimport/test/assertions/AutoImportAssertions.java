package io.autoimport.test.assertions;

import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import io.autoimport.test.event.RecordedEvents;

/**
 * Assertions about imports. Import {@code assertThat} from here statically, beside that of AssertJ. An assertion that fails shows
 * the whole result, or all events.
 */
public final class AutoImportAssertions {

    private AutoImportAssertions() {}

    /**
     * Begins with the result of a run.
     *
     * @param result what the run did
     * @return assertions about it
     */
    public static JobResultAssert assertThat(JobResult result) {
        return new JobResultAssert(result);
    }

    /**
     * Begins with the result of one target. {@link JobResultAssert#target} does as well, and shows more.
     *
     * @param result what was done for the target
     * @return assertions about it
     */
    public static TargetResultAssert assertThat(TargetResult result) {
        return new TargetResultAssert(result, () -> ResultText.of(result));
    }

    /**
     * Begins with what was published.
     *
     * @param events the events
     * @return assertions about them
     */
    public static RecordedEventsAssert assertThat(RecordedEvents events) {
        return new RecordedEventsAssert(events);
    }
}
