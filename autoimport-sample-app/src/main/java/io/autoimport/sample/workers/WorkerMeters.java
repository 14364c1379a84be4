package io.autoimport.sample.workers;

import io.autoimport.core.model.InstanceState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * The workers as gauges of the application's own. A gauge for each worker suits a fleet of hundreds; of a larger one,
 * publish the counts only.
 */
@Component
class WorkerMeters {

    static final String WORKERS = "sample.workers";
    static final String AGE = "sample.worker.age";
    static final String INSTANCE_AGE = "sample.worker.instance.age";

    private static final String SECONDS = "seconds";

    private final MultiGauge workers;
    private final MultiGauge ages;
    private final MultiGauge instanceAges;

    WorkerMeters(MeterRegistry registry) {
        workers = MultiGauge.builder(WORKERS)
                .description("Registered workers in the state")
                .register(registry);
        ages = MultiGauge.builder(AGE)
                .description("Time since the worker was imported")
                .baseUnit(SECONDS)
                .register(registry);
        instanceAges = MultiGauge.builder(INSTANCE_AGE)
                .description("Time since the worker's instance was launched")
                .baseUnit(SECONDS)
                .register(registry);
    }

    /** Replaces what was published before: gauges of workers that are gone go, too. */
    void publish(WorkerMetrics metrics) {
        workers.register(countRows(metrics), true);
        ages.register(
                metrics.workers().stream()
                        .<Row<?>>map(worker -> Row.of(tagsOf(worker), worker.ageSeconds()))
                        .toList(),
                true);
        instanceAges.register(
                metrics.workers().stream()
                        .filter(worker -> worker.instanceAgeSeconds() != null)
                        .<Row<?>>map(worker -> Row.of(tagsOf(worker), worker.instanceAgeSeconds()))
                        .toList(),
                true);
    }

    // A state without workers is published as zero: to whoever watches, a missing number is an outage.
    private static List<Row<?>> countRows(WorkerMetrics metrics) {
        Map<String, Long> counts = new TreeMap<>();
        InstanceState.importable().forEach(state -> counts.put(state.code(), 0L));
        counts.putAll(metrics.byState());
        return counts.entrySet().stream()
                .<Row<?>>map(count -> Row.of(Tags.of("state", count.getKey()), count.getValue()))
                .toList();
    }

    private static Tags tagsOf(WorkerAge worker) {
        return Tags.of("instance_id", worker.instanceId(), "region", worker.region(), "state", worker.state());
    }
}
