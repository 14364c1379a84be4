package io.autoimport.sample.workers;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one collection found.
 *
 * @param collectedAt when that was, or null if it has not happened yet
 * @param byState how many workers are in each state that occurs
 */
record WorkerMetrics(
        @Nullable Instant collectedAt, int total, Map<String, Long> byState, List<WorkerMeasurement> workers) {

    static final WorkerMetrics NONE_YET = new WorkerMetrics(null, 0, Map.of(), List.of());

    static WorkerMetrics of(Instant collectedAt, List<WorkerMeasurement> workers) {
        Map<String, Long> byState = workers.stream()
                .collect(Collectors.groupingBy(worker -> worker.age().state(), TreeMap::new, Collectors.counting()));
        return new WorkerMetrics(
                collectedAt, workers.size(), Collections.unmodifiableMap(byState), List.copyOf(workers));
    }

    /** For the log, such as {@code 4 workers (3 running, 1 stopped), the oldest imported 27 s ago}. */
    String summary() {
        if (workers.isEmpty()) {
            return "no workers";
        }
        String states = byState.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
        long oldest = workers.stream()
                .mapToLong(worker -> worker.age().ageSeconds())
                .max()
                .orElseThrow();
        return total + (total == 1 ? " worker (" : " workers (") + states + "), the oldest imported " + oldest
                + " s ago";
    }

    /** How many were asked in vain for some of it. */
    long silent() {
        return workers.stream()
                .filter(worker -> worker.answer().problem() != null)
                .count();
    }

    /** How many labs there are on those that said so. */
    int labs() {
        return workers.stream()
                .map(worker -> worker.answer().labs())
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }
}
