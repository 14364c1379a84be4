package io.autoimport.benchmarks;

import io.autoimport.benchmarks.measure.Calls;
import io.autoimport.benchmarks.measure.Growth;
import io.autoimport.benchmarks.measure.KnownInstances;
import io.autoimport.benchmarks.measure.Measure;
import io.autoimport.benchmarks.measure.NewInstances;
import io.autoimport.benchmarks.measure.Parts;
import io.autoimport.benchmarks.measure.Regions;
import io.autoimport.benchmarks.measure.Section;
import io.autoimport.benchmarks.measure.StartUp;
import io.autoimport.benchmarks.measure.TokenBucket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all there is to measure, and writes it into a page; or some of them, by their
 * names. {@code -Drounds=1} is for the impatient.
 */
public final class Benchmarks {

    private static final Map<String, Measure> MEASURES = new LinkedHashMap<>();

    static {
        MEASURES.put("calls", new Calls());
        MEASURES.put("new", new NewInstances());
        MEASURES.put("known", new KnownInstances());
        MEASURES.put("regions", new Regions());
        MEASURES.put("throttling", new TokenBucket());
        MEASURES.put("startup", new StartUp());
        MEASURES.put("growth", new Growth());
        MEASURES.put("parts", new Parts());
    }

    private Benchmarks() {}

    /** Runs them. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.getInteger("rounds", 5);
        List<String> wanted = List.of(arguments[1].split(",", -1));
        Report report = Report.into(Path.of(arguments[0]), rounds);
        for (Map.Entry<String, Measure> measure : MEASURES.entrySet()) {
            if (wanted.contains("all") || wanted.contains(measure.getKey())) {
                Section section = measure.getValue().measure(rounds);
                System.out.println(section.markdown());
                report.write(measure.getKey(), section);
            }
        }
    }
}
