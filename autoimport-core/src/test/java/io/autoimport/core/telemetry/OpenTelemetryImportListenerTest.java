package io.autoimport.core.telemetry;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.command.BulkImportWorkersCommand;
import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.ScanPolicy;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.support.ProgrammableDiscovery;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenTelemetryImportListenerTest {

    @RegisterExtension
    static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

    private final ProgrammableDiscovery discovery = new ProgrammableDiscovery();
    private final MutableClock clock = new MutableClock();
    private final ImportListener listener = new OpenTelemetryImportListener(otel.getOpenTelemetry());
    private final BulkImportWorkersHandler handler = new BulkImportWorkersHandler(
            discovery, new InMemoryWorkerRepository(), EventPublisher.NONE, UnitOfWork.NONE, listener, clock);

    private JobResult run(String... regions) {
        return run(AutoImportSettings.every(
                Duration.ofHours(1),
                ImportSource.named("default")
                        .regions(regions)
                        .amiName("CML-2.7.0-*")
                        .build()));
    }

    private JobResult run(AutoImportSettings settings) {
        return new AutoImportWorkersJob(
                        settings, Mediator.of(List.of(handler)), EventPublisher.NONE, listener, ScanHistory.NONE, clock)
                .execute(false);
    }

    private static List<SpanData> spans(String name) {
        return otel.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static SpanData span(String name) {
        assertThat(spans(name)).hasSize(1);
        return spans(name).get(0);
    }

    private static SpanData targetSpanIn(String region) {
        return spans("auto_import_workers_target").stream()
                .filter(span -> region.equals(span.getAttributes().get(AttributeKey.stringKey("cloud.region"))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRunIsASpanWithTheAttributesOfTheContract() {
        discovery.finds("us-east-1", instances(0, 3), List.of(anInstance("i-0")));
        JobResult result = run("us-east-1");
        SpanData span = span("auto_import_workers_job");
        assertThat(span.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("job.type", "auto_import_workers")
                        .put("job.run_id", result.runId())
                        .put("job.aws_region", "us-east-1")
                        .put("job.ami_name", "CML-2.7.0-*")
                        .put("job.workers_found", 4)
                        .put("job.workers_imported", 3)
                        .put("job.workers_skipped", 1)
                        .put("job.workers_failed", 0)
                        .put("job.workers_updated", 0)
                        .put("job.workers_missing", 0)
                        .put("job.workers_restored", 0)
                        .put("job.dry_run", false)
                        .put("job.status", "success")
                        .build()
                        .asMap());
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.hasEnded()).isTrue();
        assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
    }

    @Test
    void targetsAndPagesAreItsDescendantsAcrossThreads() {
        discovery.finds("us-east-1", instances(0, 3), instances(3, 5)).finds("eu-west-1", instances(10, 12));
        run("us-east-1", "eu-west-1");

        SpanData root = span("auto_import_workers_job");
        assertThat(spans("auto_import_workers_target"))
                .hasSize(2)
                .allMatch(span -> span.getParentSpanId().equals(root.getSpanId()));
        assertThat(otel.getSpans()).allMatch(span -> span.getTraceId().equals(root.getTraceId()));
        assertThat(spans("auto_import_workers_page"))
                .extracting(SpanData::getParentSpanId)
                .containsExactlyInAnyOrder(
                        targetSpanIn("us-east-1").getSpanId(),
                        targetSpanIn("us-east-1").getSpanId(),
                        targetSpanIn("eu-west-1").getSpanId());
        assertThat(otel.getSpans()).hasSize(6);
        assertThat(Span.fromContext(Context.current()).getSpanContext().isValid())
                .as("a span left open")
                .isFalse();
    }

    @Test
    void aTargetNamesItsSourceRegionAndAccount() {
        discovery.ends("us-east-1", ScanOutcome.complete(1).inAccount("123456789012"), instances(0, 2));
        JobResult result = run("us-east-1");
        assertThat(span("auto_import_workers_target").getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("job.run_id", result.runId())
                        .put("job.dry_run", false)
                        .put("job.source", "default")
                        .put("cloud.region", "us-east-1")
                        .put("cloud.account.id", "123456789012")
                        .put("job.scan", "full")
                        .put("job.workers_found", 2)
                        .put("job.workers_imported", 2)
                        .put("job.workers_skipped", 0)
                        .put("job.workers_failed", 0)
                        .put("job.workers_updated", 0)
                        .put("job.workers_missing", 0)
                        .put("job.workers_restored", 0)
                        .build()
                        .asMap());
    }

    @Test
    void aPageOfOneImageNamesIt() {
        discovery.finds(
                "us-east-1",
                List.of(
                        anInstance().id("i-1").of("ami-7", "CML-2.7.0-x").build(),
                        anInstance().id("i-2").of("ami-7", "CML-2.7.0-x").build()));
        run("us-east-1");
        assertThat(span("auto_import_workers_page").getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("job.source", "default")
                        .put("cloud.region", "us-east-1")
                        .put("host.image.id", "ami-7")
                        .put("host.image.name", "CML-2.7.0-x")
                        .put("job.workers_found", 2)
                        .put("job.workers_imported", 2)
                        .put("job.workers_skipped", 0)
                        .put("job.workers_failed", 0)
                        .put("job.workers_updated", 0)
                        .put("job.workers_missing", 0)
                        .put("job.workers_restored", 0)
                        .build()
                        .asMap());
    }

    @Test
    void aPageOfSeveralImagesNamesNone() {
        discovery.finds(
                "us-east-1",
                List.of(
                        anInstance().id("i-1").of("ami-7", "CML-2.7.0-x").build(),
                        anInstance().id("i-2").of("ami-8", "CML-8").build()));
        run("us-east-1");
        assertThat(span("auto_import_workers_page").getAttributes().asMap())
                .doesNotContainKeys(AttributeKey.stringKey("host.image.id"), AttributeKey.stringKey("host.image.name"));
    }

    @Test
    void severalSourcesAreListedOnce() {
        ImportSource a = ImportSource.named("a")
                .regions("us-east-1", "eu-west-1")
                .amiName("A-*")
                .build();
        ImportSource b =
                ImportSource.named("b").regions("eu-west-1").amiName("B-*").build();
        ImportSource c = ImportSource.named("c")
                .regions("eu-west-1")
                .amiIds(List.of("ami-1"))
                .build();
        run(new AutoImportSettings(
                true,
                Duration.ofHours(1),
                Duration.ZERO,
                List.of(a, b, c),
                null,
                "job",
                8,
                null,
                false,
                Reconciliation.DEFAULT,
                Preflight.OFF,
                ScanPolicy.ALWAYS_FULL));
        Attributes attributes = span("auto_import_workers_job").getAttributes();
        assertThat(attributes.get(AttributeKey.stringKey("job.aws_region"))).isEqualTo("us-east-1,eu-west-1");
        assertThat(attributes.get(AttributeKey.stringKey("job.ami_name"))).isEqualTo("A-*,B-*");
    }

    @Test
    void aFailedRunIsAnError() {
        discovery.fails("us-east-1");
        JobResult result = run("us-east-1");
        SpanData span = span("auto_import_workers_job");
        assertThat(span.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, String.valueOf(result.reason())));
        assertThat(span.getAttributes().get(AttributeKey.stringKey("job.status")))
                .isEqualTo("failed");
    }

    @Test
    void aRunEndedByABugIsAnError() {
        discovery.throwing("us-east-1", new IllegalStateException("a bug"));
        run("us-east-1");
        SpanData span = span("auto_import_workers_job");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("job.status")))
                .isEqualTo("error");
    }

    @Test
    void aPartialRunIsNoErrorButItsFailedTargetIs() {
        discovery.fails("us-east-1").finds("eu-west-1", instances(0, 1));
        run("us-east-1", "eu-west-1");
        assertThat(span("auto_import_workers_job").getStatus()).isEqualTo(StatusData.unset());
        assertThat(targetSpanIn("eu-west-1").getStatus()).isEqualTo(StatusData.unset());
        assertThat(targetSpanIn("us-east-1").getStatus())
                .isEqualTo(StatusData.create(
                        StatusCode.ERROR,
                        ProgrammableDiscovery.denied("us-east-1").describe()));
    }

    @Test
    void aSkippedRunIsNoErrorAndHasNoRegion() {
        run(AutoImportSettings.disabled());
        SpanData span = span("auto_import_workers_job");
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getAttributes().get(AttributeKey.stringKey("job.status")))
                .isEqualTo("skipped");
        assertThat(span.getAttributes().asMap())
                .doesNotContainKeys(AttributeKey.stringKey("job.aws_region"), AttributeKey.stringKey("job.ami_name"));
    }

    @Test
    void whatIsNeverCompletedIsAnError() {
        listener.runStarted("run-1", List.of()).close();
        assertThat(span("auto_import_workers_job").getStatus())
                .isEqualTo(StatusData.create(StatusCode.ERROR, "ended by an unexpected exception"));
    }

    @Test
    void theTargetsOfAManualImportBelongToTheCallersSpan() {
        discovery.finds("us-east-1", instances(0, 1));
        Span request =
                otel.getOpenTelemetry().getTracer("test").spanBuilder("POST").startSpan();
        try (Scope scope = request.makeCurrent()) {
            assertThat(scope).isNotSameAs(Scope.noop());
            handler.handle(BulkImportWorkersCommand.of(ImportSource.named("manual")
                            .regions("us-east-1")
                            .amiName("x")
                            .build())
                    .createdBy("alice")
                    .build());
        } finally {
            request.end();
        }
        assertThat(span("auto_import_workers_target").getParentSpanId())
                .isEqualTo(request.getSpanContext().getSpanId());
    }
}
