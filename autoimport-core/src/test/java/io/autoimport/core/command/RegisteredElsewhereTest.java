package io.autoimport.core.command;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Explanation;
import io.autoimport.core.model.Explanation.Decision;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.PlannedChange.Action;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.support.CountingRecords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of instances that another registry has. */
class RegisteredElsewhereTest {

    private static final String REGION = "us-east-1";

    private final ImportFixture fixture = new ImportFixture();
    private final CountingRecords calls = new CountingRecords(fixture.workers);

    RegisteredElsewhereTest() {
        fixture.repository(calls);
    }

    /** Has some instances, and remembers what it was asked for. */
    private static final class OtherRegistry implements KnownInstances {

        private final Set<String> known;
        private final List<Set<String>> questions = new ArrayList<>();
        private @Nullable RuntimeException failure;

        OtherRegistry(String... known) {
            this.known = new HashSet<>(Set.of(known));
        }

        @Override
        public Set<String> findKnown(Set<String> instanceIds) {
            questions.add(instanceIds);
            if (failure != null) {
                throw failure;
            }
            return known; // more than was asked for, too
        }
    }

    private OtherRegistry otherRegistry(String... known) {
        OtherRegistry other = new OtherRegistry(known);
        fixture.elsewhere(other);
        return other;
    }

    @Test
    void theyAreSkippedWithoutAWriteOrAnEventInEveryRun() {
        otherRegistry("i-0", "i-1", "i-2", "i-99");
        fixture.discovery.finds(REGION, instances(0, 5));

        JobResult first = fixture.run(REGION);
        JobResult second = fixture.run(REGION);

        assertThat(first.totals()).isEqualTo(ImportCounts.of(2, 3, 0));
        assertThat(first.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(first.importedWorkerIds()).containsExactly("i-3", "i-4");
        assertThat(second.totals()).isEqualTo(ImportCounts.of(0, 5, 0));
        assertThat(fixture.registeredIds()).containsExactly("i-3", "i-4");
        assertThat(fixture.published.importedIds()).containsExactly("i-3", "i-4");
        assertThat(calls.calls()).containsExactly("find 5", "insert 2", "find 5");
    }

    @Test
    void itIsAskedOncePerPageAndOnlyForWhatTheRepositoryDoesNotKnow() {
        OtherRegistry other = otherRegistry();
        fixture.registered(instances(0, 400));
        fixture.discovery.finds(REGION, instances(0, 500), instances(500, 1_000));

        fixture.run(REGION);
        assertThat(other.questions).extracting(Set::size).containsExactly(100, 500);

        other.questions.clear();
        fixture.run(REGION);
        assertThat(other.questions).as("nothing is new").isEmpty();
    }

    @Test
    void itIsNotAskedForWhatIsNotLetInAnyway() {
        OtherRegistry other = otherRegistry();
        fixture.discovery.finds(
                REGION,
                List.of(
                        anInstance("i-1"),
                        anInstance().id("i-2").terminated().build(),
                        anInstance()
                                .id("i-3")
                                .tagged(ImportSource.DEFAULT_IGNORE_TAG, "")
                                .build()));

        fixture.run(REGION);

        assertThat(other.questions).containsExactly(Set.of("i-1"));
    }

    @Test
    void aWorkerThatIsRegisteredInBothFollowsItsInstance() {
        Instance instance = anInstance("i-1");
        fixture.registered(List.of(instance));
        otherRegistry("i-1");
        fixture.discovery.finds(
                REGION, List.of(anInstance().id("i-1").in(InstanceState.STOPPED).build()));

        assertThat(fixture.run(REGION).totalUpdated()).isEqualTo(1);
    }

    @Test
    void theyAreNeverMissing() {
        otherRegistry("i-1");
        Reconciliation mark = new Reconciliation(true, MissingPolicy.MARK, 1, 100);
        fixture.discovery.finds(REGION, instances(1, 4));
        fixture.run(command -> command.reconciliation(mark), REGION);
        fixture.discovery.finds(REGION, instances(2, 4));

        JobResult result = fixture.run(command -> command.reconciliation(mark), REGION);

        assertThat(result.totalMissing()).isZero();
        assertThat(fixture.workers.findRecord("i-1")).isEmpty();
    }

    @Test
    void theyDoNotUseUpWhatARunMayImport() {
        otherRegistry("i-0", "i-1");
        fixture.discovery.finds(REGION, instances(0, 4));

        JobResult result = fixture.run(command -> command.maxImports(2L), REGION);

        assertThat(result.importedWorkerIds()).containsExactly("i-2", "i-3");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void aPlanSaysWhyTheyAreLeftOut() {
        otherRegistry("i-1");
        fixture.discovery.finds(REGION, instances(0, 2));

        JobResult result = fixture.run(command -> command.dryRun(true), REGION);

        assertThat(result.totals()).isEqualTo(ImportCounts.of(1, 1, 0));
        assertThat(Objects.requireNonNull(result.plan()).changes())
                .extracting(PlannedChange::action, PlannedChange::instanceId, PlannedChange::detail)
                .containsExactly(
                        tuple(Action.IMPORT, "i-0", null), tuple(Action.REJECT, "i-1", "it is registered elsewhere"));
    }

    @Test
    void onceTheyAreThereNoMoreTheyAreImported() {
        OtherRegistry other = otherRegistry("i-0");
        fixture.discovery.finds(REGION, instances(0, 1));
        fixture.run(REGION);

        other.known.clear();

        assertThat(fixture.run(REGION).importedWorkerIds()).containsExactly("i-0");
    }

    @Test
    void aRegistryThatCannotBeAskedFailsThePageAndNothingIsImported() {
        OtherRegistry other = otherRegistry("i-1");
        other.failure = new IllegalStateException("connection lost");
        fixture.discovery.finds(REGION, instances(0, 3));

        JobResult result = fixture.run(REGION);

        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(0, 0, 3));
        assertThat(fixture.registeredIds()).isEmpty();
        assertThat(ImportFixture.targetIn(REGION, result)).satisfies(target -> {
            assertThat(target.status()).isEqualTo(Completeness.FAILED);
            assertThat(target.failure()).isNotNull();
            assertThat(target.failure().cause()).isEqualTo(FailureCause.REPOSITORY);
            assertThat(target.failure().message()).isEqualTo("connection lost");
        });

        other.failure = null;
        assertThat(fixture.run(REGION).importedWorkerIds()).containsExactly("i-0", "i-2");
    }

    @Test
    void severalAreAskedInTurnForWhatTheOthersDoNotKnow() {
        OtherRegistry first = new OtherRegistry("i-0", "i-1");
        OtherRegistry second = new OtherRegistry("i-2");
        OtherRegistry third = new OtherRegistry("i-3");
        KnownInstances all = KnownInstances.anyOf(List.of(first, second, third));

        assertThat(all.findKnown(Set.of("i-0", "i-1", "i-2"))).contains("i-0", "i-1", "i-2");
        assertThat(first.questions).containsExactly(Set.of("i-0", "i-1", "i-2"));
        assertThat(second.questions).containsExactly(Set.of("i-2"));
        assertThat(third.questions).isEmpty();
    }

    @Test
    void noneAtAllIsAskedNothing() {
        assertThat(KnownInstances.anyOf(List.of())).isSameAs(KnownInstances.NONE);
        assertThat(KnownInstances.NONE.findKnown(Set.of("i-1"))).isEmpty();
    }

    private Explanation explain(KnownInstances other) {
        return new ExplainInstanceHandler(fixture.discovery, fixture.workers, other)
                .handle(new ExplainInstanceCommand("i-1", List.of(ImportFixture.source(REGION))));
    }

    @Test
    void theExplanationSaysSo() {
        fixture.discovery.knows(
                REGION, anInstance().id("i-1").inAccount("123456789012").build());

        Explanation explanation = explain(new OtherRegistry("i-1"));

        assertThat(explanation.decision()).isEqualTo(Decision.REGISTERED_ELSEWHERE);
        assertThat(explanation.summary())
                .isEqualTo(
                        "registered elsewhere, and therefore never imported (default/us-east-1: the rules let it in)");
        assertThat(explanation.registered()).isNull();
        assertThat(explain(new OtherRegistry("i-2")).decision()).isEqualTo(Decision.TO_BE_IMPORTED);
    }

    @Test
    void theRepositoryIsBelievedFirst() {
        fixture.registered(List.of(anInstance("i-1")));
        OtherRegistry other = new OtherRegistry("i-1");

        assertThat(explain(other).decision()).isEqualTo(Decision.IMPORTED);
        assertThat(other.questions).isEmpty();
    }

    @Test
    void whoAsksForAnExplanationLearnsThatTheOtherRegistryIsDown() {
        OtherRegistry other = new OtherRegistry();
        other.failure = new IllegalStateException("connection lost");

        Explanation explanation = explain(other);

        assertThat(explanation.decision()).isEqualTo(Decision.UNKNOWN);
        assertThat(explanation.summary())
                .startsWith("not decided, since whether it is registered can't be told: REPOSITORY"
                        + " (IllegalStateException): connection lost (");
    }
}
