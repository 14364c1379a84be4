package io.autoimport.core.command;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.autoimport.core.event.WorkerRestored;
import io.autoimport.core.event.WorkerUpdated;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.support.ChangingRecords;
import io.autoimport.core.support.CountingRecords;
import io.autoimport.core.support.MutableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a page does to the workers that are registered already. */
class KnownWorkersTest {

    private static final String REGION = "us-east-1";

    private final ImportFixture fixture = new ImportFixture();
    private final CountingRecords calls = new CountingRecords(fixture.workers);

    KnownWorkersTest() {
        fixture.repository(calls);
    }

    private JobResult runOn(Instance... found) {
        fixture.discovery.finds(REGION, List.of(found));
        return fixture.run(REGION);
    }

    @Test
    void aWorkerFollowsItsInstance() {
        runOn(anInstance().id("i-1").at("203.0.113.1").tagged("Name", "one").build());
        Instance changed = anInstance()
                .id("i-1")
                .in(InstanceState.STOPPED)
                .ofType("c5.4xlarge")
                .tagged("Name", "uno")
                .tagged("Team", "labs")
                .build();

        JobResult result = runOn(changed);

        assertThat(result.totals()).isEqualTo(ImportCounts.of(0, 1, 0).plus(ImportCounts.ofKnown(1, 0, 0)));
        assertThat(fixture.workers.find("i-1")).hasValueSatisfying(worker -> {
            assertThat(worker.name()).isEqualTo("uno");
            assertThat(worker.instance()).isEqualTo(changed);
            assertThat(worker.importedAt()).isEqualTo(MutableClock.START);
        });
        assertThat(fixture.published.events()).hasSize(2).last().isInstanceOfSatisfying(WorkerUpdated.class, event -> {
            assertThat(event.runId()).isEqualTo("run-1");
            assertThat(event.before().name()).isEqualTo("one");
            assertThat(event.worker().name()).isEqualTo("uno");
            assertThat(event.changes())
                    .containsExactly(
                            "name: one -> uno",
                            "state: running -> stopped",
                            "public ip: 203.0.113.1 -> none",
                            "type: c5.2xlarge -> c5.4xlarge",
                            "tag Name: one -> uno",
                            "tag Team: none -> labs");
        });
    }

    @Test
    void aPageTakesOneLookUpAndAtMostOneWriteForEachPurpose() {
        fixture.discovery.finds(REGION, instances(0, 500));
        fixture.run(REGION);
        assertThat(calls.calls()).containsExactly("find 500", "insert 500");

        List<Instance> half = instances(0, 500).stream()
                .map(instance -> instance.id().endsWith("0")
                        ? anInstance().id(instance.id()).at("203.0.113.9").build()
                        : instance)
                .toList();
        fixture.discovery.finds(REGION, half);
        fixture.run(REGION);
        assertThat(calls.calls()).containsExactly("find 500", "update 50");
    }

    @Test
    void aPagesInsertsAndUpdatesAreOneUnitOfWork() {
        runOn(anInstance().id("i-1").at("203.0.113.1").build());
        RecordingUnitOfWork units = new RecordingUnitOfWork();
        fixture.unitOfWork(units);
        calls.calls();

        runOn(
                anInstance().id("i-1").at("203.0.113.2").build(),
                anInstance().id("i-2").build());

        assertThat(units.done).containsExactly("insert 1", "update 1", "commit");
    }

    @Test
    void whatWasInsertedIsUndoneWhenTheUpdateOfItsPageFails() {
        runOn(anInstance().id("i-1").at("203.0.113.1").build());
        fixture.unitOfWork(new RecordingUnitOfWork());
        calls.failingUpdates(new IllegalStateException("connection lost"));

        JobResult result = runOn(
                anInstance().id("i-1").at("203.0.113.2").build(),
                anInstance().id("i-2").build());

        assertThat(result.totals()).isEqualTo(ImportCounts.of(0, 1, 1));
        assertThat(result.importedWorkerIds()).isEmpty();
        assertThat(result.targets().get(0).failure()).isNotNull();
    }

    @Test
    void withoutATransactionWhatWasInsertedCountsAlthoughTheUpdateOfItsPageFailed() {
        runOn(anInstance().id("i-1").at("203.0.113.1").build());
        calls.failingUpdates(new IllegalStateException("connection lost"));

        JobResult result = runOn(
                anInstance().id("i-1").at("203.0.113.2").build(),
                anInstance().id("i-2").build());

        assertThat(result.totals()).isEqualTo(ImportCounts.of(1, 1, 0));
        assertThat(result.importedWorkerIds()).containsExactly("i-2");
        assertThat(fixture.published.events()).hasSize(2);
        assertThat(result.targets().get(0).failure()).isNotNull();
    }

    /** Tells what was done, and that it was committed. */
    private final class RecordingUnitOfWork implements UnitOfWork {

        private final List<String> done = new ArrayList<>();

        @Override
        public <T> T execute(Supplier<T> work) {
            T answer = work.get();
            calls.calls().stream().filter(call -> !call.startsWith("find")).forEach(done::add);
            done.add("commit");
            return answer;
        }
    }

    @Test
    void workersThatDidNotChangeCostNoWrite() {
        fixture.discovery.finds(REGION, instances(0, 10));
        fixture.run(REGION);
        calls.calls();

        JobResult result = fixture.run(REGION);

        assertThat(result.totalUpdated()).isZero();
        assertThat(calls.calls()).containsExactly("find 10");
        assertThat(fixture.workers.findRecord("i-1").map(WorkerRecord::version)).hasValue(0L);
    }

    @Test
    void whatTheImportDidNotCreateIsNotTouched() {
        fixture.workers.registerOtherwise("i-1");

        JobResult result =
                runOn(anInstance().id("i-1").in(InstanceState.STOPPED).build(), anInstance("i-2"));

        assertThat(result.totals()).isEqualTo(ImportCounts.of(1, 1, 0));
        assertThat(calls.calls()).containsExactly("find 2", "insert 1");
        assertThat(fixture.published.importedIds()).containsExactly("i-2");
    }

    @Test
    void anIgnoredWorkerIsLeftAlone() {
        runOn(anInstance("i-1"), anInstance("i-2"));

        JobResult result = runOn(
                anInstance()
                        .id("i-1")
                        .in(InstanceState.STOPPED)
                        .tagged(ImportSource.DEFAULT_IGNORE_TAG, "")
                        .build(),
                anInstance("i-2"));

        assertThat(result.totals()).isEqualTo(ImportCounts.of(0, 2, 0));
        assertThat(fixture.workers.find("i-1").orElseThrow().instance().state()).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void withoutUpdatesWorkersStayAsTheyAre() {
        runOn(anInstance("i-1"));
        fixture.discovery.finds(
                REGION, List.of(anInstance().id("i-1").in(InstanceState.STOPPED).build()));

        JobResult result = fixture.run(
                command -> command.reconciliation(new Reconciliation(false, MissingPolicy.OFF, 3, 20)), REGION);

        assertThat(result.totalUpdated()).isZero();
        assertThat(fixture.workers.find("i-1").orElseThrow().instance().state()).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void aMissingWorkerThatIsBackIsRestoredWithAnEvent() {
        runOn(anInstance("i-1"));
        WorkerRecord record = fixture.workers.findRecord("i-1").orElseThrow();
        fixture.workers.updateIfUnchanged(List.of(record.missed(3, MutableClock.START)));

        JobResult result =
                runOn(anInstance().id("i-1").in(InstanceState.STOPPED).build());

        assertThat(result.totals()).isEqualTo(ImportCounts.of(0, 1, 0).plus(ImportCounts.ofKnown(0, 0, 1)));
        assertThat(fixture.workers.findRecord("i-1")).hasValueSatisfying(restored -> {
            assertThat(restored.isMissing()).isFalse();
            assertThat(restored.misses()).isZero();
            assertThat(restored.worker().instance().state()).isEqualTo(InstanceState.STOPPED);
        });
        assertThat(fixture.published.events())
                .last()
                .isEqualTo(new WorkerRestored(
                        "run-1", fixture.workers.find("i-1").orElseThrow(), MutableClock.START, MutableClock.START));
    }

    @Test
    void missesAreForgottenWithoutAnEventOnceTheWorkerIsSeen() {
        runOn(anInstance("i-1"));
        WorkerRecord record = fixture.workers.findRecord("i-1").orElseThrow();
        fixture.workers.updateIfUnchanged(List.of(record.missed(2, null)));

        JobResult result = runOn(anInstance("i-1"));

        assertThat(result.totals()).isEqualTo(ImportCounts.of(0, 1, 0));
        assertThat(fixture.workers.findRecord("i-1").map(WorkerRecord::misses)).hasValue(0);
        assertThat(fixture.published.events()).hasSize(1);
    }

    @Test
    void anUpdateThatFailsLeavesTheImportsOfThePage() {
        runOn(anInstance("i-1"));
        calls.failingUpdates(new IllegalStateException("read-only"));

        JobResult result =
                runOn(anInstance().id("i-1").in(InstanceState.STOPPED).build(), anInstance("i-2"));

        TargetResult target = ImportFixture.targetIn(REGION, result);
        assertThat(target.failure()).satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(FailureCause.REPOSITORY);
            assertThat(failure.message()).isEqualTo("read-only");
        });
        assertThat(target.counts()).isEqualTo(ImportCounts.of(1, 1, 0));
        assertThat(fixture.registeredIds()).containsExactly("i-1", "i-2");
    }

    @Test
    void whatAnotherNodeWroteMeanwhileIsNotCountedHere() {
        runOn(anInstance("i-1"));
        fixture.repository(new ChangingRecords(fixture.workers));

        JobResult result =
                runOn(anInstance().id("i-1").in(InstanceState.STOPPED).build());

        assertThat(result.totalUpdated()).isZero();
        assertThat(result.targets()).extracting(TargetResult::status).containsExactly(Completeness.COMPLETE);
        assertThat(fixture.published.events()).hasSize(1);
    }

    @Test
    void ofSourcesThatOverlapTheFirstByNameRegistersTheInstance() {
        fixture.discovery.finds(REGION, instances(0, 20));
        ImportSource second =
                ImportSource.named("b").regions(REGION).amiName("CML-*").build();
        ImportSource first =
                ImportSource.named("a").regions(REGION).amiName("CML-2.*").build();

        JobResult result = fixture.run(command -> command.maxConcurrency(8), second, first);

        assertThat(result.totals()).isEqualTo(ImportCounts.of(20, 20, 0));
        assertThat(fixture.workers.findAll()).extracting(Worker::source).containsOnly("a");
        assertThat(result.targets())
                .extracting(TargetResult::source, target -> target.counts().imported())
                .containsExactly(tuple("b", 0L), tuple("a", 20L));
        assertThat(fixture.published.importedIds()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void anInstanceThatIsGoneKeepsItsNameAndItsTags() {
        Worker before =
                Worker.of(anInstance().id("i-1").tagged("Name", "one").build(), "s", "c", "r", MutableClock.START);

        Worker after = before.refreshed(anInstance().id("i-1").terminated().build());

        assertThat(before.changesTo(after)).containsExactly("state: running -> terminated");
        assertThat(after.name()).isEqualTo("one");
        assertThat(after.instance().tags().keySet()).isEqualTo(Set.of("Name"));
    }
}
