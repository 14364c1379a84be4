package io.autoimport.core.command;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.support.ProgrammableDiscovery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cases of reconciliation in which it would be easy to conclude too much, or too little. */
class DoubtfulCasesTest {

    private static final String REGION = "us-east-1";

    private final ImportFixture fixture = new ImportFixture();
    private Reconciliation settings = Reconciliation.DEFAULT.withMissing(MissingPolicy.MARK);

    private JobResult runOn(List<Instance> found) {
        fixture.discovery.finds(REGION, found);
        return fixture.run(command -> command.reconciliation(settings), REGION);
    }

    private List<String> missingIds() {
        return fixture.registeredIds().stream()
                .filter(id -> fixture.workers.findRecord(id).orElseThrow().isMissing())
                .toList();
    }

    private InstanceState state(String id) {
        return fixture.workers.find(id).orElseThrow().instance().state();
    }

    private static List<Instance> allBut(int count, int... gone) {
        return instances(0, count).stream()
                .filter(instance ->
                        Arrays.stream(gone).noneMatch(i -> instance.id().equals("i-" + i)))
                .toList();
    }

    private void misses(String id, int misses) {
        WorkerRecord record = fixture.workers.findRecord(id).orElseThrow();
        fixture.workers.updateIfUnchanged(List.of(record.missed(misses, null)));
    }

    // fleet.md: "AWS, asked for those very ids, still knows the instance: The worker is updated to that."
    @Test
    void tooManyMissingWorkersDoNotKeepOthersFromBeingBroughtUpToDate() {
        runOn(instances(0, 10));
        Stream.of("i-0", "i-1", "i-2").forEach(id -> misses(id, 2));
        fixture.discovery.knows(
                REGION, anInstance().id("i-9").in(InstanceState.STOPPED).build());

        JobResult result = runOn(allBut(10, 0, 1, 2, 9)); // 3 of 10 are gone, i-9 is only excluded by its state

        assertThat(missingIds()).isEmpty();
        assertThat(state("i-9")).isEqualTo(InstanceState.STOPPED);
        assertThat(result.totalUpdated()).isEqualTo(1);
    }

    // fleet.md: "More than max-missing-percent of the target's workers would be marked in this run"
    @Test
    void whatAwsStillKnowsDoesNotCountTowardsTheShare() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 20);
        runOn(instances(0, 10));
        fixture.discovery.knows(
                REGION,
                anInstance().id("i-1").terminated().build(),
                anInstance().id("i-2").terminated().build());

        JobResult result = runOn(allBut(10, 0, 1, 2)); // one of ten is gone, two are terminated and still known

        assertThat(state("i-1")).isEqualTo(InstanceState.TERMINATED);
        assertThat(missingIds()).containsExactly("i-0");
        assertThat(result.warnings()).isEmpty();
    }

    // The default policy: an ordinary fleet that replaces a few instances a day.
    @Test
    void reportedWorkersAreStillReportedWhenTheyHaveBecomeMany() {
        settings = Reconciliation.DEFAULT;
        List<Long> reported = new ArrayList<>();
        for (int day = 0; day < 8; day++) {
            List<Instance> fleet = instances(day * 5, day * 5 + 50);
            runOn(fleet);
            runOn(fleet);
            runOn(fleet);
            reported.add(runOn(fleet).totalMissing());
        }
        assertThat(reported).containsExactly(0L, 5L, 10L, 15L, 20L, 25L, 30L, 35L);
    }

    // fleet.md: "AWS could not be asked: nothing is counted"; "each of these marks nobody"; SPEC 8: only after COMPLETE
    @Test
    void aLookUpThatFailsHalfwayMarksNobody() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 100);
        fixture.discovery.finds(REGION, instances(0, 1000), instances(1000, 2000));
        fixture.run(command -> command.reconciliation(settings), REGION);
        AtomicInteger lookUps = new AtomicInteger();
        InstanceDiscovery denied = new InstanceDiscovery() {
            @Override
            public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
                pages.accept(instances(0, 1));
                return ScanOutcome.complete(1);
            }

            @Override
            public ScanOutcome lookUp(ImportTarget target, Set<String> ids, PageConsumer pages) {
                return lookUps.incrementAndGet() == 1
                        ? ScanOutcome.complete(1)
                        : ScanOutcome.failed(ProgrammableDiscovery.denied(REGION), false, 1);
            }
        };

        JobResult result = fixture.runWith(denied, settings, REGION);

        assertThat(result.targets().get(0).status()).isEqualTo(Completeness.PARTIAL);
        assertThat(missingIds()).isEmpty();
    }

    // The guard is computed of one pass through the records, and applied to the next: another node in between defeats
    // it.
    @Test
    void anotherNodeInBetweenDoesNotDefeatTheShareAllowed() {
        runOn(instances(0, 100));
        List<Instance> rest = instances(50, 100); // half of the fleet is gone: far too many to be believed
        runOn(rest);
        AtomicBoolean nested = new AtomicBoolean();
        InstanceDiscovery interleaved = new InstanceDiscovery() {
            @Override
            public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
                pages.accept(rest);
                return ScanOutcome.complete(1);
            }

            @Override
            public ScanOutcome lookUp(ImportTarget target, Set<String> ids, PageConsumer pages) {
                if (nested.compareAndSet(false, true)) {
                    fixture.runWith(this, settings, REGION); // the other node, e.g. a POST to its Actuator endpoint
                }
                return ScanOutcome.complete(1);
            }
        };

        fixture.runWith(interleaved, settings, REGION);

        assertThat(missingIds()).isEmpty();
    }

    // A worker without an account (an older discovery, or one that told none) never gets one, and so is never guarded.
    @Test
    void aWorkerLearnsItsAccount() {
        runOn(instances(0, 1));

        runOn(List.of(anInstance()
                .id("i-0")
                .of("ami-1", "CML-2.7.0-prod")
                .inAccount("111111111111")
                .build()));

        assertThat(fixture.workers.find("i-0").orElseThrow().instance().account())
                .isEqualTo("111111111111");
    }

    @Test
    void aWorkerOfAnUnknownAccountIsNotMissedInAnAccountThatIsKnown() {
        runOn(instances(0, 10));
        List<Instance> elsewhere = instances(100, 200).stream()
                .map(instance -> anInstance()
                        .id(instance.id())
                        .of("ami-1", "CML-1")
                        .inAccount("222222222222")
                        .build())
                .toList();
        fixture.discovery.ends(REGION, ScanOutcome.complete(1).inAccount("222222222222"), elsewhere);
        for (int i = 0; i < 4; i++) {
            fixture.run(command -> command.reconciliation(settings), REGION);
        }
        assertThat(missingIds()).isEmpty();
    }

    // fleet.md: "A worker whose instance is now ignored is left alone."
    @Test
    void aWorkerOnTheIgnoreListIsLeftAlone() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 100);
        runOn(instances(0, 10));
        ImportSource ignoring = ImportSource.named("default")
                .regions(REGION)
                .amiName("CML-*")
                .ignoredInstanceIds(List.of("i-3"))
                .build();
        fixture.discovery.finds(REGION, allBut(10, 3));
        fixture.run(command -> command.reconciliation(settings), ignoring);

        assertThat(missingIds()).isEmpty();
    }

    // ... and once marked, it is never restored, though AWS shows it in each scan.
    @Test
    void aMissingWorkerThatIsIgnoredNowIsRestoredWhenItIsBack() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 100);
        runOn(instances(0, 10));
        runOn(allBut(10, 3));
        assertThat(missingIds()).containsExactly("i-3");
        ImportSource ignoring = ImportSource.named("default")
                .regions(REGION)
                .amiName("CML-*")
                .ignoredInstanceIds(List.of("i-3"))
                .build();
        fixture.discovery.finds(REGION, instances(0, 10));
        fixture.run(command -> command.reconciliation(settings), ignoring);

        assertThat(missingIds()).isEmpty();
    }

    // The plan: two sources of one place, the first of which shows a worker of the second.
    @Test
    void thePlanOfOverlappingSourcesIsWhatTheRunDoes() {
        ImportSource a =
                ImportSource.named("a").regions(REGION).amiName("CML-2*").build();
        ImportSource b =
                ImportSource.named("b").regions(REGION).amiName("CML-*").build();
        fixture.workers.insertIfAbsent(instances(0, 10).stream()
                .map(instance -> Worker.of(instance, "b", "somebody", "run-0", fixture.clock.instant()))
                .toList());
        Stream.of("i-0", "i-1", "i-2").forEach(id -> misses(id, 2));
        fixture.discovery.behaves(REGION, (target, pages) -> {
            pages.accept(target.source().name().equals("a") ? List.of(anInstance("i-2")) : allBut(10, 0, 1, 2));
            return ScanOutcome.complete(1);
        });
        fixture.discovery.knows(REGION, anInstance("i-2"));

        JobResult plan = fixture.run(command -> command.reconciliation(settings).dryRun(true), a, b);
        JobResult run = fixture.run(command -> command.reconciliation(settings), a, b);

        assertThat(plan.totals()).isEqualTo(run.totals());
    }

    // A plan of a large fleet is cut off: what matters most is found last, and so is cut off first.
    @Test
    void whatIsRejectedDoesNotCrowdOutWhatWouldBeMarked() {
        settings = new Reconciliation(true, MissingPolicy.MARK, 1, 100);
        runOn(instances(0, 10));
        fixture.discovery.finds(REGION, instances(1, 12_000));

        JobResult plan = fixture.run(
                command -> command.reconciliation(settings).dryRun(true).maxImports(1L), REGION);

        assertThat(plan.totalMissing()).isEqualTo(1);
        assertThat(plan.plan().changes(PlannedChange.Action.MARK_MISSING)).hasSize(1);
    }

    @Test
    void anInstanceThatTwoSourcesFindIsPutOffOnce() {
        ImportSource a =
                ImportSource.named("a").regions(REGION).amiName("CML-2*").build();
        ImportSource b =
                ImportSource.named("b").regions(REGION).amiName("CML-*").build();
        fixture.discovery.finds(REGION, instances(0, 10));

        JobResult result = fixture.run(command -> command.maxImports(4L), a, b);

        assertThat(result.warnings())
                .containsExactly("the limit of 4 imports per run is reached; 6 instances wait for the next run");
    }

    // The sources of one place share a task since this change: a bug in one must not take the others with it.
    @Test
    void aDiscoveryThatAnswersNothingFailsItsOwnTargetOnly() {
        ImportSource a =
                ImportSource.named("a").regions(REGION).amiName("CML-2*").build();
        ImportSource b =
                ImportSource.named("b").regions(REGION).amiName("CML-*").build();
        fixture.discovery.behaves(REGION, (target, pages) -> {
            if (target.source().name().equals("a")) {
                return null;
            }
            pages.accept(instances(0, 2));
            return ScanOutcome.complete(1);
        });

        assertThat(fixture.run(command -> command, a, b).totalImported()).isEqualTo(2);
    }

    // Worker.refreshed: "What is not known of the image any more stays as it was"
    @Test
    void theDescriptionOfAnImageThatIsGoneStays() {
        Image known = new Image("ami-1", "CML-1", "a lab", Instant.EPOCH, "123456789012", null);
        Image remembered = new Image("ami-1", "CML-1", null, Instant.EPOCH, "123456789012", null);
        Worker worker = Worker.of(anInstance().id("i-0").of(known).build(), "default", "me", "run", MutableClock.START);

        Worker refreshed = worker.refreshed(
                anInstance().id("i-0").of(remembered).ofType("other").build());

        assertThat(refreshed.instance().image().description()).isEqualTo("a lab");
    }
}
