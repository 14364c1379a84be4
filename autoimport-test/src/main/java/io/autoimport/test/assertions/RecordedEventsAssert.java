package io.autoimport.test.assertions;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.event.WorkerMissing;
import io.autoimport.core.event.WorkerRestored;
import io.autoimport.core.event.WorkerUpdated;
import io.autoimport.core.model.JobStatus;
import io.autoimport.test.event.RecordedEvents;
import java.util.Collection;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about events. Each shows all of them if it fails. */
public final class RecordedEventsAssert extends AbstractAssert<RecordedEventsAssert, RecordedEvents> {

    RecordedEventsAssert(RecordedEvents actual) {
        super(actual, RecordedEventsAssert.class);
    }

    /**
     * Asserts that each of these workers was imported, and once.
     *
     * @param instanceIds EC2 instance ids
     * @return this
     */
    public RecordedEventsAssert imported(String... instanceIds) {
        return containsOneOfEach(WorkerImported.class, instanceIds);
    }

    /**
     * Asserts which workers were imported: each of these once and no others, in any order.
     *
     * @param instanceIds EC2 instance ids
     * @return this
     */
    public RecordedEventsAssert importedExactly(String... instanceIds) {
        return importedExactly(List.of(instanceIds));
    }

    /**
     * Asserts which workers were imported: each of these once and no others, in any order.
     *
     * @param instanceIds EC2 instance ids
     * @return this
     */
    public RecordedEventsAssert importedExactly(Collection<String> instanceIds) {
        isNotNull();
        List<String> published = idsOf(WorkerImported.class).stream().sorted().toList();
        List<String> expected = instanceIds.stream().sorted().toList();
        if (!published.equals(expected)) {
            throw failureWithActualExpected(
                    published,
                    expected,
                    "Expected one WorkerImported of each of %s and no others, among%n%s",
                    expected,
                    whole());
        }
        return this;
    }

    /**
     * Asserts that each of these workers was updated, and once.
     *
     * @param instanceIds EC2 instance ids
     * @return this
     */
    public RecordedEventsAssert updated(String... instanceIds) {
        return containsOneOfEach(WorkerUpdated.class, instanceIds);
    }

    /**
     * Asserts that each of these workers was marked missing, and once.
     *
     * @param instanceIds EC2 instance ids
     * @return this
     */
    public RecordedEventsAssert missing(String... instanceIds) {
        return containsOneOfEach(WorkerMissing.class, instanceIds);
    }

    /**
     * Asserts that each of these workers came back, and once.
     *
     * @param instanceIds EC2 instance ids
     * @return this
     */
    public RecordedEventsAssert restored(String... instanceIds) {
        return containsOneOfEach(WorkerRestored.class, instanceIds);
    }

    /**
     * Asserts that runs completed with these statuses: as many runs, in this order.
     *
     * @param statuses one for each run
     * @return this
     */
    public RecordedEventsAssert completedWith(JobStatus... statuses) {
        isNotNull();
        List<JobStatus> published = actual.all(JobCompleted.class).stream()
                .map(completed -> completed.result().status())
                .toList();
        List<JobStatus> expected = List.of(statuses);
        if (!published.equals(expected)) {
            throw failureWithActualExpected(
                    published,
                    expected,
                    "Expected runs that completed with %s, but was: %s, among%n%s",
                    expected,
                    published,
                    whole());
        }
        return this;
    }

    /**
     * Asserts that no event is of this kind.
     *
     * @param kind for example {@code WorkerMissing.class}
     * @return this
     */
    public RecordedEventsAssert containsNo(Class<? extends DomainEvent> kind) {
        isNotNull();
        if (!actual.all(kind).isEmpty()) {
            throw failure("Expected no %s, among%n%s", kind.getSimpleName(), whole());
        }
        return this;
    }

    /**
     * Asserts that nothing was published.
     *
     * @return this
     */
    public RecordedEventsAssert isEmpty() {
        return containsNo(DomainEvent.class);
    }

    private RecordedEventsAssert containsOneOfEach(Class<? extends DomainEvent> kind, String... instanceIds) {
        isNotNull();
        List<String> published = idsOf(kind);
        for (String id : instanceIds) {
            long times = published.stream().filter(id::equals).count();
            if (times != 1) {
                throw failure(
                        "Expected one %s of %s, but there are %s, among%n%s", kind.getSimpleName(), id, times, whole());
            }
        }
        return this;
    }

    private List<String> idsOf(Class<? extends DomainEvent> kind) {
        return actual.all(kind).stream()
                .map(event -> ResultText.workerOf(event).instanceId())
                .toList();
    }

    private String whole() {
        return ResultText.of(actual.all());
    }
}
