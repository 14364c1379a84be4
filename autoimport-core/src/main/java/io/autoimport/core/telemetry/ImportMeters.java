package io.autoimport.core.telemetry;

import java.time.Duration;
import java.util.Map;

/** Where the meters of the import are kept. Implementations must be thread-safe. */
public interface ImportMeters {

    /**
     * Adds to a counter.
     *
     * @param meter which one
     * @param tags by which it is broken down: a few values each, never the id of an instance
     * @param increment zero or more; with zero the counter is there, and can be watched before anything happens
     */
    void count(ImportMeter meter, Map<String, String> tags, long increment);

    /**
     * Adds to a distribution of times.
     *
     * @param meter which one
     * @param tags by which it is broken down
     * @param duration zero or more
     */
    void time(ImportMeter meter, Map<String, String> tags, Duration duration);
}
