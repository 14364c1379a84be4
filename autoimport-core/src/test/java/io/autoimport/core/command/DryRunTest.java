package io.autoimport.core.command;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportPlan;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.PlannedChange.Action;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.support.CountingRecords;
import io.autoimport.core.support.MutableClock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DryRunTest {

    private static final String REGION = "us-east-1";
    private static final Reconciliation MARK = new Reconciliation(true, MissingPolicy.MARK, 1, 50);

    private final ImportFixture fixture = new ImportFixture();

    private JobResult dryRun(ImportSource... sources) {
        return fixture.run(command -> command.dryRun(true).reconciliation(MARK), sources);
    }

    private static ImportPlan planOf(JobResult result) {
        return Objects.requireNonNull(result.plan());
    }

    /** One of each: known and unchanged, changed, gone, back, new, and not let in. */
    private void someOfEach() {
        ImportSource source = ImportFixture.source(REGION);
        fixture.discovery.finds(REGION, instances(0, 4));
        fixture.run(command -> command.reconciliation(MARK), source);
        fixture.workers.updateIfUnchanged(
                List.of(fixture.workers.findRecord("i-3").orElseThrow().missed(3, MutableClock.START)));
        fixture.discovery.finds(
                REGION,
                List.of(
                        anInstance("i-0"),
                        anInstance().id("i-1").in(InstanceState.STOPPED).build(),
                        anInstance("i-3"),
                        anInstance().id("i-4").tagged("Name", "four").build(),
                        anInstance()
                                .id("i-5")
                                .tagged(ImportSource.DEFAULT_IGNORE_TAG, "")
                                .build()));
    }

    @Test
    void thePlanTellsWhatTheRunWouldDo() {
        someOfEach();

        JobResult result = dryRun(ImportFixture.source(REGION));

        assertThat(planOf(result).truncated()).isFalse();
        assertThat(planOf(result).changes())
                .extracting(
                        PlannedChange::action, PlannedChange::instanceId, PlannedChange::name, PlannedChange::detail)
                .containsExactly(
                        tuple(Action.UPDATE, "i-1", "CML-2.7.0-prod-i-1", "state: running -> stopped"),
                        tuple(Action.MARK_MISSING, "i-2", "CML-2.7.0-prod-i-2", null),
                        tuple(Action.RESTORE, "i-3", "CML-2.7.0-prod-i-3", null),
                        tuple(Action.IMPORT, "i-4", "four", null),
                        tuple(Action.REJECT, "i-5", "CML-2.7.0-prod-i-5", "it carries the tag auto-import:ignore"));
        assertThat(planOf(result).changes())
                .allSatisfy(change -> assertThat(change)
                        .extracting(PlannedChange::source, PlannedChange::region)
                        .containsExactly("default", REGION));
    }

    @Test
    void nothingIsWrittenAndNoEventIsSent() {
        someOfEach();
        CountingRecords calls = new CountingRecords(fixture.workers);
        fixture.repository(calls);
        int events = fixture.published.events().size();

        dryRun(ImportFixture.source(REGION));

        assertThat(calls.calls()).noneMatch(call -> call.startsWith("insert") || call.startsWith("update"));
        assertThat(fixture.published.events()).hasSize(events);
    }

    @Test
    void theRunThenCountsTheSame() {
        someOfEach();

        ImportCounts planned = dryRun(ImportFixture.source(REGION)).totals();
        JobResult done = fixture.run(command -> command.reconciliation(MARK), ImportFixture.source(REGION));

        assertThat(done.totals()).isEqualTo(planned);
        assertThat(done.plan()).isNull();
        assertThat(planned).isEqualTo(ImportCounts.of(1, 4, 0).plus(ImportCounts.ofKnown(1, 1, 1)));
        assertThat(planOf(dryRun(ImportFixture.source(REGION))).changes())
                .extracting(PlannedChange::action)
                .containsExactly(Action.REJECT);
    }

    @Test
    void anInstanceOnTwoPagesIsPlannedOnce() {
        fixture.discovery.finds(REGION, instances(0, 3), instances(2, 5));

        JobResult result = dryRun(ImportFixture.source(REGION));

        assertThat(result.totals()).isEqualTo(ImportCounts.of(5, 1, 0));
        assertThat(planOf(result).changes(Action.IMPORT)).hasSize(5);
    }

    @Test
    void anInstanceOfTwoSourcesIsPlannedForTheFirstByName() {
        fixture.discovery.finds(
                REGION,
                List.of(
                        anInstance("i-1"),
                        anInstance().id("i-2").tagged("Team", "b").build()));
        ImportSource b =
                ImportSource.named("b").regions(REGION).amiName("CML-*").build();
        ImportSource a = ImportSource.named("a")
                .regions(REGION)
                .amiName("CML-*")
                .ignoredInstanceIds(List.of("i-1"))
                .build();

        ImportPlan plan = planOf(dryRun(b, a));

        assertThat(plan.changes())
                .extracting(PlannedChange::source, PlannedChange::instanceId, PlannedChange::action)
                .containsExactly(
                        tuple("a", "i-1", Action.REJECT),
                        tuple("a", "i-2", Action.IMPORT),
                        tuple("b", "i-1", Action.IMPORT));
    }

    @Test
    void whatTheLimitPutsOffIsInThePlanAsSuch() {
        fixture.discovery.finds(REGION, instances(0, 3));

        JobResult result = fixture.run(command -> command.dryRun(true).maxImports(2L), REGION);

        assertThat(planOf(result).changes())
                .extracting(PlannedChange::action, PlannedChange::detail)
                .containsExactly(
                        tuple(Action.IMPORT, null),
                        tuple(Action.IMPORT, null),
                        tuple(Action.REJECT, "this run may import no more; the next one goes on"));
    }

    @Test
    void aPlanIsCutOffAtALengthThatCanBeSent() {
        fixture.discovery.finds(REGION, instances(0, ImportPlan.MAX_CHANGES + 5));

        JobResult result = dryRun(ImportFixture.source(REGION));

        assertThat(planOf(result).changes()).hasSize(ImportPlan.MAX_CHANGES);
        assertThat(planOf(result).truncated()).isTrue();
        assertThat(result.totalImported()).isEqualTo(ImportPlan.MAX_CHANGES + 5L);
        assertThat(planOf(result.abridged(10)).changes())
                .hasSize(10)
                .isEqualTo(planOf(result).changes().subList(0, 10));
    }
}
