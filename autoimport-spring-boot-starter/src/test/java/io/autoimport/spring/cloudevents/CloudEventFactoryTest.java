package io.autoimport.spring.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.ScanMode;
import io.autoimport.core.model.TargetResult;
import io.autoimport.spring.outbox.OutboxEvent;
import io.autoimport.spring.support.EventSchemas;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloudEventFactoryTest {

    private static final Instant LATER = Facts.NOW.plusSeconds(60);

    private final CloudEventFactory factory = new CloudEventFactory("org.example", URI.create("/fleet/auto-import"));

    private CloudEvent cloudEvent(DomainEvent event) {
        return CloudEventFactory.cloudEvent(factory.event(event));
    }

    private DocumentContext dataOf(DomainEvent event) {
        return JsonPath.parse(factory.event(event).data());
    }

    private static List<DomainEvent> oneOfEachType() {
        return List.of(
                Facts.imported(1),
                Facts.updated(1, LATER),
                Facts.missing(1, LATER),
                Facts.restored(1, Facts.NOW, LATER),
                Facts.completed("run-1"));
    }

    @Test
    void theAttributesAreThoseOfTheContract() {
        CloudEvent event = cloudEvent(Facts.imported(1));

        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getType()).isEqualTo("org.example.worker.imported.v1");
        assertThat(event.getSource()).isEqualTo(URI.create("/fleet/auto-import"));
        assertThat(event.getSubject()).isEqualTo(Facts.id(1));
        assertThat(event.getTime().toInstant()).isEqualTo(Facts.NOW);
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:auto-import:schema:worker.imported:v1"));
    }

    @Test
    void eachTypeHasItsNameItsSubjectAndASchemaThatItsDataKeep() {
        List<CloudEvent> events = oneOfEachType().stream().map(this::cloudEvent).toList();

        assertThat(events)
                .extracting(CloudEvent::getType)
                .containsExactly(
                        "org.example.worker.imported.v1",
                        "org.example.worker.updated.v1",
                        "org.example.worker.missing.v1",
                        "org.example.worker.restored.v1",
                        "org.example.job.completed.v1");
        assertThat(events)
                .extracting(CloudEvent::getSubject)
                .containsExactly(Facts.id(1), Facts.id(1), Facts.id(1), Facts.id(1), "run-1");
        assertThat(events).allSatisfy(event -> {
            assertThat(EventSchemas.violationsOf(event)).as(event.getType()).isEmpty();
            assertThat(EventSchemas.idOf(event)).isEqualTo(event.getDataSchema().toString());
        });
    }

    @Test
    void anImportTellsExactlyTheseValuesAndNullsAreThere() {
        Map<String, Object> data = dataOf(Facts.imported(1)).json();

        assertThat(data.keySet())
                .containsExactly(
                        "aggregate_id",
                        "name",
                        "aws_region",
                        "aws_instance_id",
                        "instance_type",
                        "ami_id",
                        "ami_name",
                        "ami_description",
                        "ami_creation_date",
                        "instance_state",
                        "public_ip",
                        "private_ip",
                        "created_by",
                        "created_at",
                        "tags");
        assertThat(data)
                .containsEntry("aggregate_id", Facts.id(1))
                .containsEntry("name", "Überwachung \"監視\" 1")
                .containsEntry("ami_description", null)
                .containsEntry("ami_creation_date", null)
                .containsEntry("public_ip", null)
                .containsEntry("instance_state", "running")
                .containsEntry("created_at", "2026-01-02T03:04:05.678Z")
                .containsEntry("tags", Map.of("Name", "Überwachung \"監視\" 1", "empty", ""));
    }

    @Test
    void aChangeTellsWhatWasOtherwiseBefore() {
        DocumentContext data = dataOf(Facts.updated(1, LATER));

        assertThat(data.<String>read("$.instance_state")).isEqualTo("stopped");
        assertThat(data.<Map<String, Object>>read("$.before")).isEqualTo(Map.of("instance_state", "running"));
        assertThat(data.<List<String>>read("$.changes"))
                .singleElement()
                .asString()
                .contains("running", "stopped");
        assertThat(data.<String>read("$.updated_at")).isEqualTo(LATER.toString());
    }

    @Test
    void whatIsMissingAndIsBackSaysSinceWhenItWasMissing() {
        assertThat(dataOf(Facts.missing(1, LATER)).<String>read("$.missing_since"))
                .isEqualTo(LATER.toString());
        DocumentContext restored = dataOf(Facts.restored(1, Facts.NOW, LATER));
        assertThat(restored.<String>read("$.missing_since")).isEqualTo(Facts.NOW.toString());
        assertThat(restored.<String>read("$.restored_at")).isEqualTo(LATER.toString());
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void aRunThatEndsInAnyWayKeepsTheSchema(JobStatus status) {
        JobResult result = new JobResult(
                "run-7",
                status,
                status == JobStatus.SUCCESS ? null : "a reason",
                ImportCounts.of(2, 1, 3),
                List.of("i-1", "i-2"),
                false,
                Facts.NOW,
                Duration.ofMillis(1234),
                false,
                5,
                List.of("careful"),
                List.of(
                        new TargetResult(
                                "default",
                                "us-east-1",
                                "444455556666",
                                ScanMode.FULL,
                                Completeness.COMPLETE,
                                ImportCounts.of(2, 1, 0),
                                0,
                                4,
                                0,
                                List.of(),
                                null,
                                null),
                        new TargetResult(
                                "default",
                                "eu-west-1",
                                null,
                                ScanMode.FULL,
                                Completeness.FAILED,
                                ImportCounts.of(0, 0, 3),
                                0,
                                1,
                                0,
                                List.of("careful"),
                                new Failure(FailureCause.PERMISSION, "Unauthorized", "not allowed", null),
                                null)),
                null);

        CloudEvent event = cloudEvent(new JobCompleted(result));

        assertThat(EventSchemas.violationsOf(event)).isEmpty();
        DocumentContext data = dataOf(new JobCompleted(result));
        assertThat(data.<String>read("$.status")).isEqualTo(status.code());
        result.toMap().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof List))
                .forEach(entry -> assertThat(data.read("$." + entry.getKey(), Object.class))
                        .as(entry.getKey())
                        .hasToString(String.valueOf(entry.getValue())));
        assertThat(data.<Integer>read("$.targets[1].failed")).isEqualTo(3);
        assertThat(data.<String>read("$.targets[1].error.cause")).isEqualTo("PERMISSION");
        assertThat(data.<Object>read("$.targets[0].error")).isNull();
        assertThat(event.getTime().toInstant()).isEqualTo(Facts.NOW.plusMillis(1234));
    }

    @Test
    void aSchemaRefusesWhatIsNotTold() {
        OutboxEvent event = factory.event(Facts.imported(1));
        OutboxEvent spoilt = new OutboxEvent(
                event.id(),
                event.type(),
                event.source(),
                event.subject(),
                event.time(),
                event.dataSchema(),
                event.data().replace("\"ami_name\"", "\"ami-name\"").replace(".678Z", ""));

        assertThat(EventSchemas.violationsOf(CloudEventFactory.cloudEvent(spoilt)))
                .hasSize(3);
    }

    @Test
    void theSameFactHasTheSameIdAndAnotherFactAnother() {
        List<DomainEvent> facts = List.of(
                Facts.imported(1),
                Facts.imported(2),
                Facts.updated(1, Facts.NOW),
                Facts.updated(1, LATER),
                Facts.missing(1, Facts.NOW),
                Facts.missing(1, LATER),
                Facts.restored(1, Facts.NOW, LATER),
                Facts.restored(1, LATER, LATER),
                Facts.completed("run-1"),
                Facts.completed("run-2"));

        Set<String> ids = facts.stream().map(fact -> factory.event(fact).id()).collect(Collectors.toSet());

        assertThat(ids).hasSameSizeAs(facts);
        assertThat(EventHost.idsOf(facts)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(factory.event(Facts.restored(1, Facts.NOW, LATER)).id())
                .as("restored by another node a moment later")
                .isEqualTo(factory.event(Facts.restored(1, Facts.NOW, LATER.plusMillis(1)))
                        .id());
    }
}
