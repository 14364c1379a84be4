package io.autoimport.spring.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.telemetry.OpenTelemetryImportListener;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutoImportOpenTelemetryAutoConfigurationTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetry openTelemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    @Test
    void aRunIsTracedIntoTheHostsOpenTelemetry() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"));

        SimulatedHost.on(ec2).withBean(OpenTelemetry.class, () -> openTelemetry).run(context -> {
            spans.reset();
            context.getBean(AutoImportWorkersJob.class).execute(false);

            assertThat(spans.getFinishedSpanItems())
                    .extracting(SpanData::getName)
                    .containsExactly(
                            "Ec2.DescribeImages",
                            "Ec2.DescribeInstances",
                            "auto_import_workers_page",
                            "auto_import_workers_target",
                            "auto_import_workers_job");
        });
    }

    @Test
    void withoutOneInTheContextNothingIsTraced() {
        SimulatedHost.on(ec2).run(context -> assertThat(context).doesNotHaveBean(OpenTelemetryImportListener.class));
    }

    @Test
    void aListenerOfTheHostsOwnWins() {
        OpenTelemetryImportListener own = new OpenTelemetryImportListener(OpenTelemetry.noop());
        SimulatedHost.on(ec2)
                .withBean(OpenTelemetry.class, () -> openTelemetry)
                .withBean(OpenTelemetryImportListener.class, () -> own)
                .run(context -> {
                    context.getBean(AutoImportWorkersJob.class).execute(false);
                    assertThat(spans.getFinishedSpanItems())
                            .extracting(SpanData::getName)
                            .allMatch(name -> name.startsWith("Ec2."));
                });
    }

    @Test
    void whereTheHostHasAMeterProviderItGetsTheMeters() {
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        OpenTelemetry metered = OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build();
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 3);

        SimulatedHost.on(ec2).withBean(OpenTelemetry.class, () -> metered).run(context -> {
            context.getBean(AutoImportWorkersJob.class).execute(false);

            Map<String, MetricData> metrics = reader.collectAllMetrics().stream()
                    .collect(Collectors.toMap(MetricData::getName, Function.identity()));
            assertThat(metrics)
                    .containsOnlyKeys(
                            "auto_import.runs",
                            "auto_import.run.duration",
                            "auto_import.targets",
                            "auto_import.workers",
                            "auto_import.api.calls",
                            "auto_import.api.throttles",
                            "auto_import.last_success.age",
                            "auto_import.interval");
            assertThat(metrics.get("auto_import.workers").getLongSumData().getPoints())
                    .filteredOn(point -> point.getValue() > 0)
                    .singleElement()
                    .satisfies(point -> {
                        assertThat(point.getValue()).isEqualTo(3);
                        assertThat(point.getAttributes())
                                .isEqualTo(Attributes.builder()
                                        .put("source", "default")
                                        .put("region", "us-east-1")
                                        .put("outcome", "imported")
                                        .build());
                    });
            assertThat(metrics.get("auto_import.run.duration").getUnit()).isEqualTo("s");
            assertThat(metrics.get("auto_import.interval").getDoubleGaugeData().getPoints())
                    .singleElement()
                    .satisfies(point -> assertThat(point.getValue()).isEqualTo(3600));
        });
    }
}
