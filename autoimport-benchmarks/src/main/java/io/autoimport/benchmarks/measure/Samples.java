package io.autoimport.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/** What was measured again and again. Not thread-safe. */
public final class Samples {

    private final List<Double> values = new ArrayList<>();

    /** None yet. */
    public Samples() {}

    /** Takes one more. */
    public void add(double value) {
        values.add(value);
    }

    /** The one in the middle, or the mean of the two that are. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
