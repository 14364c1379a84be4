package io.autoimport.spring.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import io.autoimport.spring.support.OwnLines;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * What the documentation of the Python system's job says, word for word: its environment variables as they are written
 * there, its log lines, its span, its dictionary and its statuses, against the real AWS SDK and a simulated EC2.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReferenceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetry openTelemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private final String database = TestDatabases.h2Url();

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    /** A host that was given nothing about the import but these variables, and where its EC2 is. */
    private ApplicationContextRunner hostWith(Map<String, String> variables) {
        return new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withBean(OpenTelemetry.class, () -> openTelemetry)
                .withBean(AwsCredentialsProvider.class, () -> SimulatedHost.credentialsOf(ec2))
                .withPropertyValues(
                        "auto-import.workers.aws.endpoint=" + ec2.endpoint(),
                        "auto-import.jdbc.initialize-schema=always",
                        "spring.datasource.url=" + database,
                        "spring.datasource.username=sa")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", new LinkedHashMap<>(variables))));
    }

    private List<String> launch(String region, String imageName, int count) {
        SimulatedRegion place = ec2.region(region);
        return place.launch(place.registerImage(imageName), count).stream()
                .map(SimulatedInstance::id)
                .toList();
    }

    private static JobResult runJob(ApplicationContext context) {
        return context.getBean(AutoImportWorkersJob.class).execute();
    }

    private Attributes attributesOfTheRun() {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("auto_import_workers_job"))
                .map(SpanData::getAttributes)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void theDefaultsAreThoseThatTheDocumentationNames() {
        Map<String, String> documented = ReferenceWords.variables(ReferenceWords.CONFIGURATION);
        assertThat(documented)
                .containsOnlyKeys(
                        "AUTO_IMPORT_WORKERS_ENABLED",
                        "AUTO_IMPORT_WORKERS_INTERVAL",
                        "AUTO_IMPORT_WORKERS_REGION",
                        "AUTO_IMPORT_WORKERS_AMI_NAME");

        hostWith(documented)
                .run(written -> hostWith(Map.of()).run(unset -> {
                    AutoImportWorkersProperties explicit = written.getBean(AutoImportWorkersProperties.class);
                    AutoImportWorkersProperties defaults = unset.getBean(AutoImportWorkersProperties.class);
                    assertThat(defaults.enabled()).isEqualTo(explicit.enabled()).isFalse();
                    assertThat(defaults.interval())
                            .isEqualTo(explicit.interval())
                            .isEqualTo(Duration.ofHours(1));
                    assertThat(defaults.region()).isEqualTo(explicit.region()).isEqualTo("us-east-1");
                    assertThat(explicit.amiName()).isEqualTo("CML-2.7.0-*");
                    assertThat(defaults.amiName()).isNull();
                }));
    }

    /** What passes a comment on as a part of the value is noticed, and does not import something else. */
    @Test
    void aCommentThatIsPassedOnStopsTheStart() {
        Map<String, String> variables = ReferenceWords.variables(ReferenceWords.AUTO_SCALED_FLEET);
        variables.put("AUTO_IMPORT_WORKERS_INTERVAL", "300  # 5 minutes for faster discovery");

        hostWith(variables)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("300  # 5 minutes for faster discovery"));
    }

    static List<String> intervals() {
        return ReferenceWords.valuesOf("AUTO_IMPORT_WORKERS_INTERVAL");
    }

    /** First run after the interval, and never at start; it is written down at start when that will be. */
    @ParameterizedTest
    @MethodSource("intervals")
    void theFirstRunIsScheduledAfterTheInterval(String seconds) {
        Map<String, String> variables = ReferenceWords.enabled(ReferenceWords.CONFIGURATION);
        variables.put("AUTO_IMPORT_WORKERS_INTERVAL", seconds);

        hostWith(variables)
                .withPropertyValues("auto-import.jobs.store=memory") // its time is that of the clock
                .withBean(Clock.class, ManualClock::new)
                .run(context -> {
                    JobEngine engine = context.getBean(JobEngine.class);
                    Optional<Instant> firstRun = await().atMost(PATIENCE)
                            .until(() -> engine.nextRun(AutoImportWorkersJob.NAME), Optional::isPresent);

                    assertThat(firstRun).hasValue(ManualClock.START.plusSeconds(Long.parseLong(seconds)));
                    assertThat(context.getBean(AutoImportWorkersJob.class).lastResult())
                            .isEmpty();
                    assertThat(ec2.requestCount()).isZero();
                });
    }

    @Test
    void itThenRunsByItselfAtRegularIntervals() {
        List<String> fleet = launch("us-east-1", "CML-2.7.0-lite", 2);
        Map<String, String> variables = ReferenceWords.enabled(ReferenceWords.CONFIGURATION);
        variables.put("AUTO_IMPORT_WORKERS_INTERVAL", "1");
        Instant before = Instant.now();

        hostWith(variables).withBean(Runs.class, Runs::new).run(context -> {
            Runs runs = context.getBean(Runs.class);
            await().atMost(PATIENCE).until(() -> !runs.results.isEmpty());
            JobResult first = runs.results.get(0);
            assertThat(Duration.between(before, first.startedAt())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(first.importedWorkerIds()).containsExactlyInAnyOrderElementsOf(fleet);

            List<String> later = launch("us-east-1", "CML-2.7.0-prod", 1);
            await().atMost(PATIENCE)
                    .until(() -> runs.results.stream()
                            .flatMap(result -> result.importedWorkerIds().stream())
                            .toList()
                            .containsAll(later));
        });
    }

    static class Runs {

        private final List<JobResult> results = new CopyOnWriteArrayList<>();

        @EventListener
        void on(JobCompleted event) {
            results.add(event.result());
        }
    }

    @Test
    void anAutoScaledFleetIsImported() {
        List<String> fleet = launch("us-west-2", "CML-2.7.0-prod", 3);
        launch("us-west-2", "CML-2.7.0-prod-2", 1);
        launch("us-east-1", "CML-2.7.0-prod", 1);

        hostWith(ReferenceWords.variables(ReferenceWords.AUTO_SCALED_FLEET)).run(context -> {
            assertThat(context.getBean(AutoImportSettings.class).interval()).isEqualTo(Duration.ofMinutes(5));
            assertThat(runJob(context).importedWorkerIds()).containsExactlyInAnyOrderElementsOf(fleet);
        });
    }

    @Test
    void twoDeploymentsOnOneRegistryEachImportTheirRegion() {
        List<String> east = launch("us-east-1", "CML-2.7.0-east", 2);
        List<String> west = launch("us-west-2", "CML-2.7.0-west", 3);
        launch("us-east-1", "CML-2.7.0-west", 1);
        launch("us-west-2", "CML-2.7.0-east", 1);

        hostWith(ReferenceWords.enabled(ReferenceWords.US_EAST))
                .run(one -> hostWith(ReferenceWords.enabled(ReferenceWords.US_WEST))
                        .run(two -> {
                            assertThat(runJob(one).importedWorkerIds()).containsExactlyInAnyOrderElementsOf(east);
                            assertThat(runJob(two).importedWorkerIds()).containsExactlyInAnyOrderElementsOf(west);
                            assertThat(runJob(one).totalMissing()).isZero();
                        }));
    }

    @Test
    void shortLivedWorkersOfStagingAreImportedFromTheDefaultRegion() {
        List<String> fleet = launch("us-east-1", "CML-2.8-dev", 2);
        launch("us-east-1", "CML-2.8-prod", 1);

        hostWith(ReferenceWords.variables(ReferenceWords.STAGING)).run(context -> {
            assertThat(context.getBean(AutoImportSettings.class).interval()).isEqualTo(Duration.ofMinutes(30));
            assertThat(runJob(context).importedWorkerIds()).containsExactlyInAnyOrderElementsOf(fleet);
        });
    }

    @Test
    void theVariablesForTestingFindWhatIsForTesting() {
        List<String> fleet = launch("us-east-1", "CML-test-1", 1);
        launch("us-east-1", "CML-2.7.0-prod", 1);

        hostWith(ReferenceWords.variables(ReferenceWords.TESTING)).run(context -> {
            assertThat(context.getBean(AutoImportSettings.class).interval()).isEqualTo(Duration.ofMinutes(1));
            assertThat(runJob(context).importedWorkerIds()).containsExactlyInAnyOrderElementsOf(fleet);
        });
    }

    /** "3 imported, 7 skipped, 10 total found", in the log, in the dictionary and in the span. */
    @Test
    void aRunThatImportsThreeOfTenSaysSoInTheSameWordsEverywhere(CapturedOutput output) {
        SimulatedRegion region = ec2.region("us-east-1");
        SimulatedImage image = region.registerImage("CML-2.7.0-lite");
        region.launch(image, 7);

        hostWith(ReferenceWords.enabled(ReferenceWords.CONFIGURATION)).run(context -> {
            assertThat(runJob(context).totalImported()).isEqualTo(7);
            List<String> added =
                    region.launch(image, 3).stream().map(SimulatedInstance::id).toList();

            JobResult result = runJob(context);

            assertThat(output).contains(ReferenceWords.STARTING).contains(ReferenceWords.COMPLETED);
            Map<String, Object> dictionary = result.toMap();
            assertThat(List.copyOf(dictionary.keySet())).isEqualTo(ReferenceWords.RESULT_KEYS);
            assertThat(dictionary)
                    .containsEntry("status", "success")
                    .containsEntry("total_found", 10L)
                    .containsEntry("total_imported", 3L)
                    .containsEntry("total_skipped", 7L);
            assertThat(result.importedWorkerIds()).containsExactlyInAnyOrderElementsOf(added);
            assertThat(dictionary.get("imported_worker_ids")).isEqualTo(result.importedWorkerIds());
            assertThat(documentedAttributes())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "job.type", "auto_import_workers",
                            "job.aws_region", "us-east-1",
                            "job.ami_name", "CML-2.7.0-*",
                            "job.workers_found", 10L,
                            "job.workers_imported", 3L,
                            "job.workers_skipped", 7L,
                            "job.status", "success"));

            assertThat(runJob(context).toMap())
                    .as("safe to run multiple times")
                    .containsEntry("total_imported", 0L)
                    .containsEntry("total_skipped", 10L)
                    .containsEntry("imported_worker_ids", List.of());
        });
    }

    private Map<String, Object> documentedAttributes() {
        return attributesOfTheRun().asMap().entrySet().stream()
                .filter(attribute ->
                        ReferenceWords.ATTRIBUTES.contains(attribute.getKey().getKey()))
                .collect(Collectors.toMap(attribute -> attribute.getKey().getKey(), Map.Entry::getValue));
    }

    @Test
    void disabledItSaysSoAndSkips(CapturedOutput output) {
        launch("us-east-1", "CML-2.7.0-lite", 1);

        hostWith(ReferenceWords.variables(ReferenceWords.CONFIGURATION)).run(context -> {
            assertThat(linesThatSayDisabled(output)).as("at start").isOne();

            JobResult result = runJob(context);

            assertThat(result.toMap()).containsEntry("status", "skipped").containsEntry("reason", "disabled");
            assertThat(linesThatSayDisabled(output)).isEqualTo(2);
            assertThat(ec2.requestCount()).isZero();
        });
    }

    private static long linesThatSayDisabled(CapturedOutput output) {
        return OwnLines.of(output)
                .filter(line -> line.endsWith(ReferenceWords.DISABLED))
                .count();
    }

    @Test
    void withoutAnAmiNameItWarnsAndSkips(CapturedOutput output) {
        hostWith(Map.of("AUTO_IMPORT_WORKERS_ENABLED", "true")).run(context -> {
            JobResult result = runJob(context);

            assertThat(output).contains(ReferenceWords.NOT_CONFIGURED);
            assertThat(result.toMap())
                    .containsEntry("status", "skipped")
                    .containsEntry("reason", "auto_import_workers_ami_name not configured");
            assertThat(ec2.requestCount()).isZero();
        });
    }

    @Test
    void whatAwsRefusesFailsTheRunWithTheDetails(CapturedOutput output) {
        ec2.faults().deny("us-east-1");

        hostWith(ReferenceWords.enabled(ReferenceWords.CONFIGURATION)).run(context -> {
            JobResult result = runJob(context);

            assertThat(result.toMap()).containsEntry("status", "failed");
            assertThat(attributesOfTheRun().asMap()).containsValue("failed");
            String details = String.valueOf(result.reason());
            assertThat(details).contains("UnauthorizedOperation");
            assertThat(output).contains(ReferenceWords.FAILED.replace("[error details]", details));
        });
    }

    @Test
    void anUnexpectedExceptionIsAnErrorAndThrowsNothing(CapturedOutput output) {
        InstanceDiscovery broken = (target, pages) -> {
            throw new IllegalStateException("a bug");
        };

        hostWith(ReferenceWords.enabled(ReferenceWords.CONFIGURATION))
                .withBean(InstanceDiscovery.class, () -> broken)
                .run(context -> {
                    JobResult result = runJob(context);

                    assertThat(result.toMap()).containsEntry("status", "error");
                    assertThat(attributesOfTheRun().asMap()).containsValue("error");
                    assertThat(output)
                            .contains(
                                    ReferenceWords.FAILED.replace("[error details]", String.valueOf(result.reason())));
                });
    }

    @Test
    void whoImportedAWorkerIsCalledAsBefore() {
        hostWith(ReferenceWords.enabled(ReferenceWords.CONFIGURATION))
                .run(context -> assertThat(
                                context.getBean(AutoImportSettings.class).createdBy())
                        .isEqualTo("auto-import-job"));
    }
}
