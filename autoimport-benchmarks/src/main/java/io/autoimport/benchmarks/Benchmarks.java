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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all there is to measure, and writes it into a page. With names of measures behind the page only those are measured,
 * and printed. {@code -Drounds=1} is for the impatient.
 */
public final class Benchmarks {

    private static final Map<String, Measure> MEASURES = new LinkedHashMap<>();

    static {
        MEASURES.put("calls", new Calls());
        MEASURES.put("growth", new Growth());
        MEASURES.put("startup", new StartUp());
        MEASURES.put("parts", new Parts());
        MEASURES.put("new", new NewInstances());
        MEASURES.put("known", new KnownInstances());
        MEASURES.put("regions", new Regions());
        MEASURES.put("throttling", new TokenBucket());
    }

    private Benchmarks() {}

    /** Runs them. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.getInteger("rounds", 5);
        boolean all = arguments.length == 1;
        List<Section> sections = new ArrayList<>();
        for (Map.Entry<String, Measure> measure : MEASURES.entrySet()) {
            if (all || List.of(arguments).contains(measure.getKey())) {
                Section section = measure.getValue().measure(rounds);
                sections.add(section);
                System.out.println(section.markdown());
                section.bars().forEach(System.out::println);
            }
        }
        if (all) {
            Report.write(Path.of(arguments[0]), Report.of(rounds, sections));
        }
    }
}
