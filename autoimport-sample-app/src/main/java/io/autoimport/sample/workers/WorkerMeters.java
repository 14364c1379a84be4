package io.autoimport.sample.workers;

import io.autoimport.core.model.InstanceState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
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
    static final String CPU = "sample.worker.cpu";
    static final String MEMORY = "sample.worker.memory";
    static final String DISK = "sample.worker.disk";
    static final String LABS = "sample.worker.labs";
    static final String SILENT = "sample.workers.silent";

    private static final String SECONDS = "seconds";
    private static final String PERCENT = "percent";

    private final MultiGauge workers;
    private final MultiGauge ages;
    private final MultiGauge instanceAges;
    private final MultiGauge cpus;
    private final MultiGauge memories;
    private final MultiGauge disks;
    private final MultiGauge labs;
    private final MultiGauge silent;

    WorkerMeters(MeterRegistry registry) {
        workers = gauge(registry, WORKERS, "Registered workers in the state", null);
        ages = gauge(registry, AGE, "Time since the worker was imported", SECONDS);
        instanceAges = gauge(registry, INSTANCE_AGE, "Time since the worker's instance was launched", SECONDS);
        cpus = gauge(registry, CPU, "How busy the worker's CPUs are", PERCENT);
        memories = gauge(registry, MEMORY, "How much of the worker's memory is used", PERCENT);
        disks = gauge(registry, DISK, "How much of the worker's disk is used", PERCENT);
        labs = gauge(registry, LABS, "Labs on the worker", null);
        silent = gauge(registry, SILENT, "Running workers whose CML did not answer in full", null);
    }

    private static MultiGauge gauge(
            MeterRegistry registry, String name, String description, @Nullable String baseUnit) {
        return MultiGauge.builder(name)
                .description(description)
                .baseUnit(baseUnit)
                .register(registry);
    }

    /** Replaces what was published before: gauges of workers that are gone go, too. */
    void publish(WorkerMetrics metrics) {
        workers.register(countRows(metrics), true);
        ages.register(rows(metrics, worker -> worker.age().ageSeconds()), true);
        instanceAges.register(rows(metrics, worker -> worker.age().instanceAgeSeconds()), true);
        cpus.register(loadRows(metrics, WorkerLoad::cpuPercent), true);
        memories.register(loadRows(metrics, load -> load.memory().percent()), true);
        disks.register(loadRows(metrics, load -> load.disk().percent()), true);
        labs.register(rows(metrics, worker -> worker.answer().labs()), true);
        silent.register(List.of(Row.of(Tags.empty(), metrics.silent())), true);
    }

    private static List<Row<?>> loadRows(WorkerMetrics metrics, ToDoubleFunction<WorkerLoad> value) {
        return rows(metrics, worker -> {
            @Nullable WorkerLoad load = worker.answer().load();
            return load == null ? null : value.applyAsDouble(load);
        });
    }

    // What is not known of a worker is not published of it.
    private static List<Row<?>> rows(WorkerMetrics metrics, Function<WorkerMeasurement, @Nullable Number> value) {
        List<Row<?>> rows = new ArrayList<>();
        for (WorkerMeasurement worker : metrics.workers()) {
            @Nullable Number known = value.apply(worker);
            if (known != null) {
                rows.add(Row.of(tagsOf(worker.age()), known));
            }
        }
        return rows;
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
