package io.autoimport.core.telemetry;

import io.autoimport.core.model.ImportTarget;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleGauge;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The meters in an OpenTelemetry {@code MeterProvider}. Thread-safe. Close it to have the gauges asked no more. */
public final class OpenTelemetryImportMeters implements ImportMeters, AutoCloseable {

    private static final double NANOS = 1e9;

    private final Meter meter;
    private final Map<ImportMeter, LongCounter> counters = new EnumMap<>(ImportMeter.class);
    private final DoubleHistogram runDuration;
    private final List<ObservableDoubleGauge> gauges = new ArrayList<>();

    /**
     * Makes the meters.
     *
     * @param openTelemetry where they go; the host's, never the global one
     */
    public OpenTelemetryImportMeters(OpenTelemetry openTelemetry) {
        this.meter = openTelemetry.getMeter("io.autoimport");
        for (ImportMeter counter : List.of(
                ImportMeter.RUNS,
                ImportMeter.TARGETS,
                ImportMeter.WORKERS,
                ImportMeter.API_CALLS,
                ImportMeter.API_THROTTLES)) {
            counters.put(
                    counter,
                    meter.counterBuilder(counter.code())
                            .setUnit(counter.unit())
                            .setDescription(counter.description())
                            .build());
        }
        this.runDuration = meter.histogramBuilder(ImportMeter.RUN_DURATION.code())
                .setUnit(ImportMeter.RUN_DURATION.unit())
                .setDescription(ImportMeter.RUN_DURATION.description())
                .build();
    }

    /**
     * Adds the gauges.
     *
     * @param values what they show
     * @return this
     */
    public OpenTelemetryImportMeters withGauges(ImportGauges values) {
        gauge(ImportMeter.LAST_SUCCESS_AGE, measurement -> {
            for (ImportTarget target : values.targets()) {
                values.lastSuccessAge(target)
                        .ifPresent(age -> measurement.record(
                                secondsOf(age),
                                attributesOf(Map.of(
                                        ImportMeter.SOURCE,
                                        target.source().name(),
                                        ImportMeter.REGION,
                                        target.region()))));
            }
        });
        gauge(ImportMeter.INTERVAL, measurement -> measurement.record(secondsOf(values.interval())));
        if (values.hasOutbox()) {
            gauge(
                    ImportMeter.OUTBOX_BACKLOG,
                    measurement -> values.outboxBacklog().ifPresent(measurement::record));
        }
        return this;
    }

    private void gauge(ImportMeter gauge, Consumer<ObservableDoubleMeasurement> callback) {
        gauges.add(meter.gaugeBuilder(gauge.code())
                .setUnit(gauge.unit())
                .setDescription(gauge.description())
                .buildWithCallback(callback));
    }

    @Override
    public void count(ImportMeter counter, Map<String, String> tags, long increment) {
        LongCounter known = counters.get(counter);
        if (known == null) {
            throw new IllegalArgumentException(counter + " is no counter");
        }
        known.add(increment, attributesOf(tags));
    }

    @Override
    public void time(ImportMeter timer, Map<String, String> tags, Duration duration) {
        if (timer != ImportMeter.RUN_DURATION) {
            throw new IllegalArgumentException(timer + " is no distribution of times");
        }
        runDuration.record(secondsOf(duration), attributesOf(tags));
    }

    private static Attributes attributesOf(Map<String, String> tags) {
        AttributesBuilder attributes = Attributes.builder();
        tags.forEach(attributes::put);
        return attributes.build();
    }

    private static double secondsOf(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    @Override
    public void close() {
        gauges.forEach(ObservableDoubleGauge::close);
    }
}
