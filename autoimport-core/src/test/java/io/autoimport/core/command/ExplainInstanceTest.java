package io.autoimport.core.command;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.autoimport.core.model.Explanation;
import io.autoimport.core.model.Explanation.Decision;
import io.autoimport.core.model.Explanation.TargetView;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Objection;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.support.ProgrammableDiscovery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplainInstanceTest {

    private static final ImportSource SOURCE = ImportSource.named("labs")
            .regions("us-east-1", "eu-west-1")
            .amiName("CML-*")
            .states(List.of(InstanceState.RUNNING))
            .requiredTags(Map.of("Team", "labs"))
            .build();

    private final ImportFixture fixture = new ImportFixture();

    private Explanation explain(String id, ImportSource... sources) {
        return new ExplainInstanceHandler(fixture.discovery, fixture.workers)
                .handle(new ExplainInstanceCommand(id, List.of(sources)));
    }

    @Test
    void anInstanceThatNoTargetKnowsIsNotFound() {
        Explanation explanation = explain("i-1", SOURCE);

        assertThat(explanation.decision()).isEqualTo(Decision.NOT_FOUND);
        assertThat(explanation.summary()).isEqualTo("not found (labs/us-east-1: not found; labs/eu-west-1: not found)");
    }

    @Test
    void everyRuleThatIsAgainstItIsNamed() {
        Image image = new Image("ami-9", "Ubuntu", null, null, "999999999999", null);
        fixture.discovery.knows(
                "eu-west-1",
                anInstance()
                        .id("i-1")
                        .inAccount("111111111111")
                        .of(image)
                        .in(InstanceState.STOPPED)
                        .tagged(ImportSource.DEFAULT_IGNORE_TAG, "")
                        .build());

        Explanation explanation = explain("i-1", SOURCE);

        assertThat(explanation.decision()).isEqualTo(Decision.REJECTED);
        assertThat(explanation.targets().get(1).objections())
                .extracting(Objection::rule, Objection::reason)
                .containsExactly(
                        tuple(Objection.Rule.STATE, "its state is stopped"),
                        tuple(Objection.Rule.IGNORED, "it carries the tag auto-import:ignore"),
                        tuple(Objection.Rule.TAGS, "it lacks the tag Team"),
                        tuple(Objection.Rule.CRITERION, "the name of its AMI, Ubuntu, does not match CML-*"),
                        tuple(Objection.Rule.IMAGE_OWNER, "the owner of its AMI, 999999999999, is none of self"));
        assertThat(explanation.summary())
                .contains("labs/eu-west-1: rejected, because its state is stopped, and it carries the tag");
    }

    @Test
    void whatTheNextRunImportsIsSaidBeforeAndAfterIt() {
        Instance instance = anInstance()
                .id("i-1")
                .inAccount("123456789012")
                .tagged("Team", "labs")
                .build();
        fixture.discovery.knows("us-east-1", instance).finds("us-east-1", List.of(instance));
        assertThat(explain("i-1", SOURCE).decision()).isEqualTo(Decision.TO_BE_IMPORTED);

        fixture.run(command -> command, SOURCE);

        Explanation explanation = explain("i-1", SOURCE);
        assertThat(explanation.decision()).isEqualTo(Decision.IMPORTED);
        assertThat(explanation.registered()).isNotNull();
        assertThat(explanation.summary())
                .isEqualTo("imported at 2026-11-23T12:00:00Z by run run-1, source labs, for alice (labs/us-east-1: the"
                        + " rules let it in; labs/eu-west-1: not found)");
    }

    @Test
    void aMissingWorkerIsSaidToBe() {
        fixture.registered(List.of(anInstance("i-1")));
        WorkerRecord record = fixture.workers.findRecord("i-1").orElseThrow();
        fixture.workers.updateIfUnchanged(List.of(record.missed(3, MutableClock.START)));

        assertThat(explain("i-1", SOURCE).summary()).contains("missing since 2026-11-23T12:00:00Z");
    }

    @Test
    void aWorkerThatTheImportDidNotCreateIsSaidToBeSo() {
        fixture.workers.registerOtherwise("i-1");

        assertThat(explain("i-1", SOURCE).decision()).isEqualTo(Decision.REGISTERED_OTHERWISE);
    }

    @Test
    void aRepositoryWithoutRecordsDoesNotSayWhoRegisteredIt() {
        WorkerRepository plain = new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                return instanceIds;
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> workers) {
                return Set.of();
            }
        };

        Explanation explanation = new ExplainInstanceHandler(fixture.discovery, plain)
                .handle(new ExplainInstanceCommand("i-1", List.of(SOURCE)));

        assertThat(explanation.decision()).isEqualTo(Decision.REGISTERED);
        assertThat(explanation.summary())
                .startsWith("registered, by whom this repository does not say (labs/us-east-1");
    }

    @Test
    void aTargetThatCannotBeAskedLeavesItOpen() {
        fixture.discovery.endsLookUps(
                "eu-west-1", ScanOutcome.failed(ProgrammableDiscovery.denied("eu-west-1"), false, 1));

        Explanation explanation = explain("i-1", SOURCE);

        assertThat(explanation.decision()).isEqualTo(Decision.UNKNOWN);
        assertThat(explanation.targets())
                .extracting(TargetView::describe)
                .containsExactly(
                        "labs/us-east-1: not found",
                        "labs/eu-west-1: could not be asked: PERMISSION (UnauthorizedOperation): not allowed in"
                                + " eu-west-1 [request id req-eu-west-1]");
    }

    @Test
    void withoutASourceNothingIsAsked() {
        assertThat(explain("i-1").summary()).isEqualTo("not found (no source is configured)");
    }

    @Test
    void refusesWhatIsNoInstanceId() {
        assertThatIllegalArgumentException().isThrownBy(() -> explain("ami-1", SOURCE));
    }
}
