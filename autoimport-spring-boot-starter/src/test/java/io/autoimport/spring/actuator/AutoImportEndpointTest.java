package io.autoimport.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.workers.ExplanationDescriptor;
import io.autoimport.spring.workers.JobResultDescriptor;
import io.autoimport.spring.workers.JobResultDescriptor.Change;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** What the endpoint tells of instances, and of what a run would do with them. */
class AutoImportEndpointTest {

    private final Fleet fleet =
            new Fleet().launch("i-1", InstanceState.RUNNING).launch("i-2", InstanceState.TERMINATED);

    private final InMemoryWorkerRepository repository = new InMemoryWorkerRepository();

    private void withEndpoint(Consumer<AutoImportEndpoint> check, String... properties) {
        new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withBean(InstanceDiscovery.class, () -> fleet)
                .withBean(WorkerRepository.class, () -> repository)
                .withPropertyValues(
                        "auto-import.workers.enabled=true",
                        "auto-import.workers.ami-name=CML-2.7.0-*",
                        "management.endpoints.web.exposure.include=autoimport")
                .withPropertyValues(properties)
                .run(context -> check.accept(context.getBean(AutoImportEndpoint.class)));
    }

    @Test
    void aWorkerIsExplainedByItsImport() {
        withEndpoint(endpoint -> {
            JobResultDescriptor run = endpoint.run(false, null);

            ExplanationDescriptor explanation = explain(endpoint, "i-1");

            assertThat(explanation.decision()).isEqualTo("IMPORTED");
            assertThat(explanation.summary()).startsWith("imported at ").contains(run.runId());
            assertThat(explanation.importedAt()).isNotNull();
            assertThat(Instant.parse(explanation.importedAt()))
                    .isAfterOrEqualTo(Instant.parse(run.startedAt()).truncatedTo(ChronoUnit.MILLIS));
            assertThat(explanation.runId()).isEqualTo(run.runId());
            assertThat(explanation.source()).isEqualTo("default");
            assertThat(explanation.createdBy()).isEqualTo("auto-import-job");
            assertThat(explanation.missingSince()).isNull();
            assertThat(explanation.targets()).singleElement().satisfies(target -> {
                assertThat(target.source()).isEqualTo("default");
                assertThat(target.region()).isEqualTo("us-east-1");
                assertThat(target.found()).isTrue();
                assertThat(target.state()).isEqualTo("running");
                assertThat(target.reasons()).isEmpty();
                assertThat(target.error()).isNull();
            });
        });
    }

    @Test
    void aFullScanIsHadForTheAsking() {
        withEndpoint(
                endpoint -> {
                    List<JobResultDescriptor> runs =
                            List.of(endpoint.run(null, null), endpoint.run(null, null), endpoint.run(null, true));

                    assertThat(runs)
                            .extracting(run -> run.targets().get(0).scan())
                            .containsExactly("FULL", "INCREMENTAL", "FULL");
                    assertThat(Instant.parse(String.valueOf(
                                    endpoint.describe().targets().get(0).lastFullScan())))
                            .isAfterOrEqualTo(
                                    Instant.parse(runs.get(2).startedAt()).truncatedTo(ChronoUnit.MILLIS));
                },
                "auto-import.workers.scan=incremental");
    }

    @Test
    void ofAMissingWorkerItIsToldSinceWhen() {
        Instant since = Instant.parse("2026-01-02T03:04:05Z");
        withEndpoint(endpoint -> {
            endpoint.run(false, null);
            WorkerRecord imported = repository.findRecord("i-1").orElseThrow();
            repository.updateIfUnchanged(List.of(imported.missed(3, since)));

            assertThat(explain(endpoint, "i-1").missingSince()).isEqualTo("2026-01-02T03:04:05Z");
        });
    }

    @Test
    void beforeTheNextRunAnInstanceThatMatchesIsToBeImported() {
        withEndpoint(endpoint -> {
            ExplanationDescriptor explanation = explain(endpoint, "i-1");

            assertThat(explanation.decision()).isEqualTo("TO_BE_IMPORTED");
            assertThat(explanation.importedAt()).isNull();
            assertThat(explanation.runId()).isNull();
        });
    }

    @Test
    void anInstanceThatIsLeftOutIsExplainedByTheRulesOfEachSource() {
        withEndpoint(
                endpoint -> {
                    ExplanationDescriptor explanation = explain(endpoint, "i-2");

                    assertThat(explanation.decision()).isEqualTo("REJECTED");
                    assertThat(explanation.targets())
                            .extracting(ExplanationDescriptor.Target::source, ExplanationDescriptor.Target::state)
                            .containsExactly(tuple("default", "terminated"), tuple("lab", "terminated"));
                    assertThat(explanation.targets().get(0).reasons())
                            .singleElement()
                            .asString()
                            .contains("terminated");
                    assertThat(explanation.targets().get(1).reasons()).hasSize(2);
                },
                "auto-import.workers.sources.lab.ami-name=Lab-*");
    }

    @Test
    void anInstanceThatNobodyKnowsIsNotFound() {
        withEndpoint(endpoint -> {
            ExplanationDescriptor explanation = explain(endpoint, "i-3");

            assertThat(explanation.decision()).isEqualTo("NOT_FOUND");
            assertThat(explanation.targets()).singleElement().satisfies(target -> {
                assertThat(target.found()).isFalse();
                assertThat(target.state()).isNull();
            });
        });
    }

    @Test
    void aTargetThatCannotBeAskedSaysWhy() {
        fleet.deny();
        withEndpoint(endpoint -> {
            ExplanationDescriptor explanation = explain(endpoint, "i-1");

            assertThat(explanation.decision()).isEqualTo("UNKNOWN");
            assertThat(explanation.targets().get(0).error())
                    .isEqualTo(new JobResultDescriptor.FailureDescriptor(
                            "PERMISSION", "UnauthorizedOperation", "not allowed", "req-1"));
        });
    }

    @Test
    void whileTheJobIsDisabledThereIsNoSourceToAsk() {
        withEndpoint(
                endpoint -> {
                    ExplanationDescriptor explanation = explain(endpoint, "i-1");

                    assertThat(explanation.decision()).isEqualTo("NOT_FOUND");
                    assertThat(explanation.summary()).contains("no source is configured");
                },
                "auto-import.workers.enabled=false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "i-", "ami-1", "i-1 or 1=1", "../health"})
    void whatIsNoInstanceIdIsTheCallersMistake(String id) {
        withEndpoint(endpoint -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
                .isThrownBy(() -> endpoint.explain(id, null))
                .satisfies(refusal -> assertThat(refusal.getReason()).contains("is not an instance id")));
    }

    @Test
    void aDryRunAnswersWithThePlanAndWritesNothing() {
        withEndpoint(endpoint -> {
            JobResultDescriptor planned = endpoint.run(true, null);

            assertThat(planned.plan()).isNotNull();
            assertThat(planned.plan().truncated()).isFalse();
            assertThat(planned.plan().changes())
                    .extracting(Change::action, Change::source, Change::region, Change::instanceId)
                    .containsExactly(
                            tuple("IMPORT", "default", "us-east-1", "i-1"),
                            tuple("REJECT", "default", "us-east-1", "i-2"));
            assertThat(planned.plan().changes().get(1).detail()).contains("terminated");
            assertThat(repository.findAll()).isEmpty();
            assertThat(endpoint.describe().lastRun()).isEqualTo(planned);
        });
    }

    @Test
    void aRealRunHasNoPlan() {
        withEndpoint(endpoint -> assertThat(endpoint.run(false, null).plan()).isNull());
    }

    @Test
    void theNamesInTheAnswersStayTheSame() {
        JsonMapper json = JsonMapper.builder().build();
        withEndpoint(endpoint -> {
            Map<?, ?> run = json.convertValue(endpoint.run(true, null), Map.class);
            assertThat(keys(run))
                    .containsExactlyInAnyOrder(
                            "runId",
                            "node",
                            "status",
                            "reason",
                            "totalFound",
                            "totalImported",
                            "totalSkipped",
                            "totalUpdated",
                            "totalMissing",
                            "totalRestored",
                            "totalFailed",
                            "importedWorkerIds",
                            "truncated",
                            "startedAt",
                            "duration",
                            "dryRun",
                            "apiCalls",
                            "warnings",
                            "targets",
                            "plan");
            assertThat(keys(((List<?>) run.get("targets")).get(0)))
                    .containsExactlyInAnyOrder(
                            "source",
                            "region",
                            "account",
                            "scan",
                            "status",
                            "counts",
                            "foundDeregistered",
                            "apiCalls",
                            "throttles",
                            "warnings",
                            "error");
            Map<?, ?> explanation = json.convertValue(explain(endpoint, "i-1"), Map.class);
            assertThat(keys(explanation))
                    .containsExactlyInAnyOrder(
                            "instanceId",
                            "decision",
                            "summary",
                            "importedAt",
                            "runId",
                            "source",
                            "createdBy",
                            "missingSince",
                            "targets");
            assertThat(keys(((List<?>) explanation.get("targets")).get(0)))
                    .containsExactlyInAnyOrder(
                            "source", "region", "found", "state", "reasons", "error", "failingSince");
        });
    }

    private static ExplanationDescriptor explain(AutoImportEndpoint endpoint, String instanceId) {
        return (ExplanationDescriptor) endpoint.explain(instanceId, null);
    }

    private static List<String> keys(Object object) {
        return ((Map<?, ?>) object).keySet().stream().map(String::valueOf).toList();
    }
}
