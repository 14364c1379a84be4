package org.example.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.aws.Ec2Settings;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.junit.Ec2SimulatorTest;
import io.autoimport.test.junit.SimulatedFleet;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

@Ec2SimulatorTest
@SimulatedFleet(ami = "CML-2.7.0-a", instances = 3)
class TelemetryTest {

    @Test
    void runsHaveSpansOfTheirCallsAndAreCounted(Ec2Simulator ec2) {
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        InMemoryMetricReader meters = InMemoryMetricReader.create();
        OpenTelemetrySdk openTelemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(meters).build())
                .build();
        AutoImportSettings settings = LabSettings.create(false);

        try (AutoImport autoImport = new AutoImport(
                Telemetry.discovery(Ec2Settings.defaults().withEndpoint(ec2.endpoint()), openTelemetry),
                new InMemoryWorkerRepository(),
                UnitOfWork.NONE,
                EventPublisher.NONE,
                Telemetry.listener(settings, openTelemetry),
                settings)) {
            assertThat(autoImport.runNow().totalImported()).isEqualTo(3);
        }

        assertThat(spans.getFinishedSpanItems())
                .anyMatch(span -> span.getName().equals("auto_import_workers_job"))
                .anyMatch(span -> span.getKind() == SpanKind.CLIENT);
        assertThat(meters.collectAllMetrics())
                .extracting(MetricData::getName)
                .anyMatch(name -> name.startsWith("auto_import."));
    }
}
