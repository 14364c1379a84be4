package io.autoimport.test.assertions;

import static io.autoimport.test.assertions.AutoImportAssertions.assertThat;
import static io.autoimport.test.assertions.Results.ID;
import static io.autoimport.test.assertions.Results.OTHER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.event.WorkerMissing;
import io.autoimport.core.event.WorkerRestored;
import io.autoimport.core.event.WorkerUpdated;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.Worker;
import io.autoimport.test.event.RecordedEvents;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RecordedEventsAssertTest {

    private final Worker worker = Results.worker(ID, "lab");
    private final Worker renamed = Results.worker(ID, "lab-renamed");
    private final Worker other = Results.worker(OTHER_ID, "other");

    private final RecordedEvents none = new RecordedEvents();
    private final RecordedEvents events = new RecordedEvents();

    RecordedEventsAssertTest() {
        events.publish(List.of(new WorkerImported("run-1", worker), new WorkerImported("run-1", other)));
        events.publish(List.of(
                new WorkerUpdated("run-2", renamed, worker, Results.NOW),
                new WorkerMissing("run-2", other, Results.NOW),
                new WorkerRestored("run-3", other, Results.NOW, Results.NOW)));
        events.publish(List.of(new JobCompleted(Results.success())));
        events.publish(List.of(new JobCompleted(Results.partial())));
    }

    /** Each message shows all events. */
    private static void refused(RecordedEvents actual, Consumer<RecordedEventsAssert> assertion, String message) {
        assertThatThrownBy(() -> assertion.accept(assertThat(actual)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message)
                .hasMessageContaining(ResultText.of(actual.all()));
    }

    @Test
    void theMessageOfAFailureShowsAllEvents() {
        assertThatThrownBy(() -> assertThat(events).isEmpty())
                .hasMessageContaining("""
                        Expected no DomainEvent, among
                        7 events
                          WorkerImported i-00000000000000001 "lab" (default/us-east-1, run run-1)
                          WorkerImported i-00000000000000002 "other" (default/us-east-1, run run-1)
                          WorkerUpdated i-00000000000000001 "lab-renamed" (default/us-east-1, run run-2)\
                        """)
                .hasMessageContaining("JobCompleted, run run-1: PARTIAL");
    }

    @Test
    void eventsOfWorkers() {
        assertThat(events)
                .imported(ID)
                .imported(ID, OTHER_ID)
                .importedExactly(OTHER_ID, ID)
                .importedExactly(List.of(ID, OTHER_ID))
                .updated(ID)
                .missing(OTHER_ID)
                .restored(OTHER_ID);

        refused(none, all -> all.imported(ID), "Expected one WorkerImported of " + ID + ", but there are 0");
        refused(events, all -> all.updated(OTHER_ID), "Expected one WorkerUpdated of " + OTHER_ID);
        refused(events, all -> all.missing(ID), "Expected one WorkerMissing of " + ID);
        refused(events, all -> all.restored(ID), "Expected one WorkerRestored of " + ID);
        refused(events, all -> all.importedExactly(ID), "Expected one WorkerImported of each of [" + ID + "]");
    }

    @Test
    void oneImportIsToldOnce() {
        events.publish(List.of(new WorkerImported("run-4", worker)));

        refused(events, all -> all.imported(ID), "but there are 2");
        refused(events, all -> all.importedExactly(ID, OTHER_ID), "and no others");
    }

    @Test
    void endsOfRuns() {
        assertThat(events).completedWith(JobStatus.SUCCESS, JobStatus.PARTIAL);
        assertThat(none).completedWith();

        refused(
                events,
                all -> all.completedWith(JobStatus.SUCCESS),
                "Expected runs that completed with [SUCCESS], but was: [SUCCESS, PARTIAL]");
    }

    @Test
    void whatWasNotPublished() {
        assertThat(none).isEmpty().containsNo(WorkerMissing.class);

        refused(events, all -> all.containsNo(WorkerMissing.class), "Expected no WorkerMissing");
        refused(events, RecordedEventsAssert::isEmpty, "Expected no DomainEvent");
    }

    @Test
    void eventsAreRememberedUntilTheyAreCleared() {
        assertThat(events.all()).hasSize(7);
        assertThat(events.all(WorkerUpdated.class)).singleElement().satisfies(updated -> {
            assertThat(updated.before()).isEqualTo(worker);
        });

        events.clear();

        assertThat(events).isEmpty();
        assertThat(events.all()).isEmpty();
    }
}
