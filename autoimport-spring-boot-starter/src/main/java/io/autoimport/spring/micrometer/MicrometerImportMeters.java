package io.autoimport.spring.micrometer;

import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.telemetry.ImportGauges;
import io.autoimport.core.telemetry.ImportMeter;
import io.autoimport.core.telemetry.ImportMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters in a Micrometer registry. Thread-safe. */
final class MicrometerImportMeters implements ImportMeters {

    private static final double NANOS = 1e9;

    private final MeterRegistry registry;

    MicrometerImportMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    MicrometerImportMeters withGauges(ImportGauges values) {
        for (ImportTarget target : values.targets()) {
            seconds(
                    ImportMeter.LAST_SUCCESS_AGE,
                    Tags.of(ImportMeter.SOURCE, target.source().name(), ImportMeter.REGION, target.region()),
                    () -> values.lastSuccessAge(target)
                            .map(MicrometerImportMeters::secondsOf)
                            .orElse(Double.NaN));
        }
        seconds(ImportMeter.INTERVAL, Tags.empty(), () -> secondsOf(values.interval()));
        if (values.hasOutbox()) {
            Gauge.builder(ImportMeter.OUTBOX_BACKLOG.code(), () -> orUnknown(values.outboxBacklog()))
                    .baseUnit(baseUnitOf(ImportMeter.OUTBOX_BACKLOG))
                    .description(ImportMeter.OUTBOX_BACKLOG.description())
                    .strongReference(true)
                    .register(registry);
        }
        return this;
    }

    private void seconds(ImportMeter meter, Tags tags, Supplier<Number> value) {
        TimeGauge.builder(meter.code(), value, TimeUnit.SECONDS)
                .description(meter.description())
                .tags(tags)
                .register(registry);
    }

    @Override
    public void count(ImportMeter meter, Map<String, String> tags, long increment) {
        Counter.builder(meter.code())
                .baseUnit(baseUnitOf(meter))
                .description(meter.description())
                .tags(tagsOf(tags))
                .register(registry)
                .increment((double) increment);
    }

    @Override
    public void time(ImportMeter meter, Map<String, String> tags, Duration duration) {
        Timer.builder(meter.code())
                .description(meter.description())
                .tags(tagsOf(tags))
                .register(registry)
                .record(duration);
    }

    // What is counted is in the name already; Prometheus would repeat it: auto_import_runs_runs_total.
    private static @Nullable String baseUnitOf(ImportMeter meter) {
        return meter.unit().startsWith("{") ? null : meter.unit();
    }

    private static Tags tagsOf(Map<String, String> tags) {
        return Tags.of(tags.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList());
    }

    private static double orUnknown(OptionalLong value) {
        return value.isPresent() ? (double) value.getAsLong() : Double.NaN;
    }

    private static double secondsOf(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
