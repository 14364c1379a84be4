package io.autoimport.sample.labs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The labs as gauges of the application's own. */
@Component
class LabMeters {

    static final String LABS = "sample.labs";
    static final String SILENT = "sample.labs.silent";

    private final MultiGauge labs;
    private final MultiGauge silent;

    LabMeters(MeterRegistry registry) {
        labs = MultiGauge.builder(LABS)
                .description("Labs on record in the state")
                .register(registry);
        silent = MultiGauge.builder(SILENT)
                .description("Running workers whose labs could not be refreshed")
                .register(registry);
    }

    void publish(Map<String, Long> byState, long silentWorkers) {
        labs.register(
                byState.entrySet().stream()
                        .<Row<?>>map(count -> Row.of(Tags.of("state", count.getKey()), count.getValue()))
                        .toList(),
                true);
        silent.register(List.of(Row.of(Tags.empty(), silentWorkers)), true);
    }
}
