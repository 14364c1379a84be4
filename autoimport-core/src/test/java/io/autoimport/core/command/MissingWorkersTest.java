package io.autoimport.core.command;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.WorkerMissing;
import io.autoimport.core.event.WorkerUpdated;
import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.support.CountingRecords;
import io.autoimport.core.support.CountingRepository;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.support.ProgrammableDiscovery;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MissingWorkersTest {

    private static final String REGION = "us-east-1";
    private static final Reconciliation MARK = Reconciliation.DEFAULT.withMissing(MissingPolicy.MARK);

    private final ImportFixture fixture = new ImportFixture();
    private Reconciliation settings = MARK;

    /** A run that finds these, and nothing else. */
    private JobResult runOn(List<Instance> found) {
        fixture.discovery.finds(REGION, found);
        return run();
    }

    private JobResult run() {
        return fixture.run(command -> command.reconciliation(settings), REGION);
    }

    private List<String> missingIds() {
        return Stream.of(fixture.registeredIds())
                .flatMap(List::stream)
                .filter(id -> fixture.workers.findRecord(id).orElseThrow().isMissing())
                .toList();
    }

    private long misses(String id) {
        return fixture.workers.findRecord(id).orElseThrow().misses();
    }

    private List<DomainEvent> missingEvents() {
        return fixture.published.events().stream()
                .filter(WorkerMissing.class::isInstance)
                .toList();
    }

    private static List<Instance> allBut(int count, int... gone) {
        return instances(0, count).stream()
                .filter(instance ->
                        Arrays.stream(gone).noneMatch(i -> instance.id().equals("i-" + i)))
                .toList();
    }

    @Test
    void aWorkerThatThreeCompleteScansDidNotShowIsMarkedWithAnEvent() {
        runOn(instances(0, 10));

        assertThat(runOn(allBut(10, 3)).totalMissing()).isZero();
        assertThat(runOn(allBut(10, 3)).totalMissing()).isZero();
        assertThat(missingIds()).isEmpty();
        JobResult third = runOn(allBut(10, 3));

        assertThat(third.totals()).isEqualTo(ImportCounts.of(0, 9, 0).plus(ImportCounts.ofKnown(0, 1, 0)));
        assertThat(third.warnings()).isEmpty();
        assertThat(missingIds()).containsExactly("i-3");
        assertThat(missingEvents())
                .containsExactly(
                        new WorkerMissing("run-1", fixture.workers.find("i-3").orElseThrow(), MutableClock.START));
    }

    @Test
    void whatIsMarkedIsNotMarkedAgain() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 20);
        runOn(instances(0, 10));
        runOn(allBut(10, 3));

        JobResult result = runOn(allBut(10, 3));

        assertThat(result.totalMissing()).isZero();
        assertThat(missingEvents()).hasSize(1);
    }

    @Test
    void afterTwoMissesNothingIsMarkedAndTheWarningSaysWhy() {
        runOn(instances(0, 10));
        runOn(allBut(10, 3, 4));

        JobResult second = runOn(allBut(10, 3, 4));

        assertThat(missingIds()).isEmpty();
        assertThat(misses("i-3")).isEqualTo(2);
        assertThat(second.warnings())
                .containsExactly("default/us-east-1: 2 workers were not shown, and are unknown to AWS; they count as"
                        + " missing once 3 complete scans in a row did not show them");
    }

    @Test
    void missesMustBeConsecutive() {
        runOn(instances(0, 10));
        runOn(allBut(10, 3));
        runOn(allBut(10, 3));
        runOn(instances(0, 10));
        runOn(allBut(10, 3));
        runOn(allBut(10, 3));

        assertThat(missingIds()).isEmpty();
        assertThat(misses("i-3")).isEqualTo(2);
    }

    @Test
    void aScanThatFindsNothingAtAllProvesNothing() {
        runOn(instances(0, 10));
        for (int i = 0; i < 4; i++) {
            JobResult result = runOn(List.of());
            assertThat(result.warnings())
                    .contains("default/us-east-1: the scan found no instance at all, so no worker was checked for"
                            + " being missing");
        }
        assertThat(missingIds()).isEmpty();
        assertThat(misses("i-3")).isZero();
        assertThat(fixture.discovery.lookUps()).isEmpty();
    }

    @Test
    void aScanThatIsNotCompleteProvesNothing() {
        runOn(instances(0, 10));
        fixture.discovery.fails(REGION, allBut(10, 3));
        for (int i = 0; i < 4; i++) {
            assertThat(run().warnings())
                    .containsExactly("default/us-east-1: the scan is not complete, so no worker was checked for being"
                            + " missing");
        }
        assertThat(missingIds()).isEmpty();
        assertThat(misses("i-3")).isZero();
    }

    @Test
    void aPageThatCouldNotBeStoredProvesNothing() {
        CountingRecords failing = new CountingRecords(fixture.workers);
        fixture.repository(failing);
        runOn(instances(0, 10));
        failing.failingUpdates(new IllegalStateException("read-only"));
        List<Instance> changed = Stream.concat(
                        allBut(9, 3).stream(),
                        Stream.of(anInstance().id("i-9").ofType("other").build()))
                .toList();

        JobResult result = runOn(changed);

        assertThat(result.warnings()).isEmpty(); // the failure says it
        assertThat(misses("i-3")).isZero();
    }

    @Test
    void moreThanTheShareAllowedIsNotBelieved() {
        runOn(instances(0, 100));
        List<Instance> rest = instances(21, 100);
        runOn(rest);
        runOn(rest);

        JobResult third = runOn(rest);

        assertThat(missingIds()).isEmpty();
        assertThat(third.totalMissing()).isZero();
        assertThat(third.warnings())
                .containsExactly("default/us-east-1: 21 of 100 workers are unknown to AWS and were not shown by 3"
                        + " complete scans in a row, which is more than the 20 % allowed (reconcile.max-missing-percent); none of them was"
                        + " marked missing");
    }

    @Test
    void theShareAllowedIsMarked() {
        runOn(instances(0, 100));
        List<Instance> rest = instances(20, 100);
        runOn(rest);
        runOn(rest);

        assertThat(runOn(rest).totalMissing()).isEqualTo(20);
        assertThat(missingIds()).hasSize(20);
    }

    @Test
    void newWorkersDoNotDiluteTheShare() {
        runOn(instances(0, 4));
        runOn(instances(1, 4));
        runOn(instances(1, 4));

        JobResult third = runOn(instances(1, 100));

        assertThat(third.totalImported()).isEqualTo(96);
        assertThat(missingIds()).isEmpty();
        assertThat(third.warnings()).singleElement().asString().contains("1 of 4 workers");
    }

    @Test
    void workersOfAnotherAccountAreNotMissedInThisOne() {
        List<Instance> there = Stream.of("i-1", "i-2")
                .map(id -> anInstance()
                        .id(id)
                        .of("ami-1", "CML-1")
                        .inAccount("111111111111")
                        .build())
                .toList();
        fixture.discovery.ends(REGION, ScanOutcome.complete(1).inAccount("111111111111"), there);
        run();
        List<Instance> here = instances(10, 20).stream()
                .map(instance -> anInstance()
                        .id(instance.id())
                        .of("ami-1", "CML-1")
                        .inAccount("222222222222")
                        .build())
                .toList();
        fixture.discovery.ends(REGION, ScanOutcome.complete(1).inAccount("222222222222"), here);
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 100);

        JobResult result = run();

        assertThat(missingIds()).isEmpty();
        assertThat(fixture.discovery.lookUps()).isEmpty();
        assertThat(result.warnings())
                .containsExactly("default/us-east-1: 2 workers belong to another account than 222222222222, which was"
                        + " scanned, or to an unknown one, and were not checked for being missing");
    }

    @Test
    void theAccountOfARoleIsKnownWithoutAnyInstance() {
        ImportSource source = ImportSource.named("default")
                .regions(REGION)
                .amiName("CML-*")
                .role(new AssumedRole("arn:aws:iam::222222222222:role/r", null))
                .build();

        JobResult result = fixture.run(command -> command, source);

        assertThat(result.targets()).extracting(TargetResult::account).containsExactly("222222222222");
    }

    @Test
    void whatAwsStillKnowsIsNotMissingButBroughtUpToDate() {
        runOn(instances(0, 10));
        fixture.discovery.knows(REGION, anInstance().id("i-3").terminated().build());
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 20);

        JobResult result = runOn(allBut(10, 3));

        assertThat(missingIds()).isEmpty();
        assertThat(result.totalUpdated()).isEqualTo(1);
        assertThat(misses("i-3")).isZero();
        assertThat(fixture.workers.find("i-3").orElseThrow().instance().state()).isEqualTo(InstanceState.TERMINATED);
        assertThat(fixture.discovery.lookUps()).containsExactly(List.of("i-3"));
        assertThat(fixture.published.events()).last().isInstanceOf(WorkerUpdated.class);
        assertThat(result.apiCalls()).isEqualTo(2);
    }

    @Test
    void aLookUpThatFailsLeavesTheTargetIncompleteAndNothingMarked() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 20);
        runOn(instances(0, 10));
        fixture.discovery.endsLookUps(REGION, ScanOutcome.failed(ProgrammableDiscovery.denied(REGION), false, 5));

        JobResult result = runOn(allBut(10, 3));

        assertThat(missingIds()).isEmpty();
        TargetResult target = ImportFixture.targetIn(REGION, result);
        assertThat(target.status()).isEqualTo(Completeness.PARTIAL);
        assertThat(target.failure().cause()).isEqualTo(FailureCause.PERMISSION);
        assertThat(target.counts().found()).isEqualTo(9);
        assertThat(target.apiCalls()).isEqualTo(6);
    }

    @Test
    void aDiscoveryThatCannotLookUpMarksNothing() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 20);
        runOn(instances(0, 10));

        JobResult result = fixture.runWith(
                (target, pages) -> {
                    pages.accept(allBut(10, 3));
                    return ScanOutcome.complete(1);
                },
                settings,
                REGION);

        assertThat(missingIds()).isEmpty();
        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(result.reason()).contains("doesn't look up instances by their ids; implement lookUp(...)");
    }

    @Test
    void onlyReportedAWorkerIsCountedAndNotTouched() {
        settings = Reconciliation.DEFAULT;
        runOn(instances(0, 10));
        runOn(allBut(10, 3));
        runOn(allBut(10, 3));
        WorkerRecord before = fixture.workers.findRecord("i-3").orElseThrow();

        JobResult third = runOn(allBut(10, 3));
        JobResult fourth = runOn(allBut(10, 3));

        assertThat(third.totalMissing()).isEqualTo(1);
        assertThat(fourth.totalMissing()).isEqualTo(1);
        assertThat(fourth.warnings())
                .containsExactly(
                        "default/us-east-1: 1 workers are missing, and were not marked (reconcile.missing=report)");
        assertThat(fixture.workers.findRecord("i-3").orElseThrow().worker()).isEqualTo(before.worker());
        assertThat(missingIds()).isEmpty();
        assertThat(missingEvents()).isEmpty();
    }

    @Test
    void switchedOffNobodyIsLookedFor() {
        settings = Reconciliation.UPDATES_ONLY;
        CountingRecords calls = new CountingRecords(fixture.workers);
        fixture.repository(calls);
        runOn(instances(0, 10));
        calls.calls();

        assertThat(runOn(allBut(10, 3)).totals()).isEqualTo(ImportCounts.of(0, 9, 0));
        assertThat(calls.calls()).containsExactly("find 9");
    }

    @Test
    void workersOfOtherSourcesAndRegionsAndForeignOnesAreNotMissed() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 100);
        fixture.registered(instances(50, 60)); // of the source "earlier"
        fixture.workers.registerOtherwise("i-99");
        fixture.discovery.finds(
                "eu-west-1", List.of(anInstance().id("i-70").in("eu-west-1").build()));
        fixture.run(command -> command.reconciliation(settings), "eu-west-1");

        runOn(instances(0, 3));

        assertThat(missingIds()).isEmpty();
        assertThat(fixture.discovery.lookUps()).isEmpty();
    }

    @Test
    void anIgnoredWorkerIsNotMissingThoughItIsNotImported() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 100);
        runOn(instances(0, 3));

        runOn(List.of(
                anInstance("i-0"),
                anInstance("i-1"),
                anInstance()
                        .id("i-2")
                        .tagged(ImportSource.DEFAULT_IGNORE_TAG, "")
                        .build()));

        assertThat(missingIds()).isEmpty();
        assertThat(fixture.discovery.lookUps()).isEmpty();
    }

    @Test
    void workersAreLookedForPageByPage() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 100);
        CountingRecords calls = new CountingRecords(fixture.workers);
        fixture.repository(calls);
        fixture.discovery.finds(REGION, instances(0, 1000), instances(1000, 2000), instances(2000, 2500));
        run();
        calls.calls();

        JobResult result = runOn(instances(0, 1));

        assertThat(result.totalMissing()).isEqualTo(2_499);
        assertThat(calls.calls())
                .containsExactly(
                        "find 1",
                        "presences 1000",
                        "presences 1000",
                        "presences 500",
                        "presences 0",
                        "presences 1000",
                        "find 999",
                        "presences 1000",
                        "find 1000",
                        "presences 500",
                        "find 500",
                        "presences 0",
                        "presences 1000",
                        "find 999",
                        "update 999",
                        "presences 1000",
                        "find 1000",
                        "update 1000",
                        "presences 500",
                        "find 500",
                        "update 500",
                        "presences 0");
    }

    @Test
    void aRepositoryWithoutRecordsIsNamedWhereMissingWorkersAreToBeMarked() {
        fixture.repository(new CountingRepository(fixture.workers));

        assertThat(runOn(instances(0, 3)).warnings())
                .containsExactly("default/us-east-1: the application's WorkerRepository keeps no records, so no worker"
                        + " can be marked missing; let it implement ReconcilableWorkerRepository");
    }
}
