package io.autoimport.benchmarks.measure;

import io.autoimport.benchmarks.contender.Contender.Kind;
import io.autoimport.benchmarks.measure.LinearFit.Point;
import io.autoimport.benchmarks.process.Database;
import io.autoimport.benchmarks.process.Ec2;
import io.autoimport.benchmarks.process.Host;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What becomes of time and memory as the fleet grows. */
public final class Growth implements Measure {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 300_000, 1_000_000);
    private static final int SMALL_HEAP_FROM = 100_000;

    /** How often at most what takes minutes is done. */
    private static final int LARGE_ROUNDS = 3;

    private static final List<String> SMALL_HEAP =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-D" + Host.COLLECT_EVERY + "=200");

    @Override
    public Section measure(int rounds) {
        Section section = new Section(
                "Fleets of all sizes, one target (medians of 3 rounds above 100,000)",
                "instances",
                "import as new",
                "scan as known",
                "scan as known with `-Xmx64m`: most that a full collection leaves");
        List<Point> asNew = new ArrayList<>();
        List<Point> asKnown = new ArrayList<>();
        Map<Integer, Double> heap = new HashMap<>();
        for (int size : SIZES) {
            try (Database database = Database.start();
                    Ec2 ec2 = Ec2.start(size, Ec2.ONE_REGION)) {
                measure(size, database, ec2, rounds, asNew, asKnown);
                if (size >= SMALL_HEAP_FROM) {
                    try (Host host = Host.start(Kind.AUTO_IMPORT, ec2, Ec2.ONE_REGION, database.url(), SMALL_HEAP)) {
                        heap.put(size, Checked.run(host, size).liveHeapBytes() / 1e6);
                    }
                }
            }
            section.row(
                    Section.number(size),
                    Section.millis(asNew.get(asNew.size() - 1).y()),
                    Section.millis(asKnown.get(asKnown.size() - 1).y()),
                    heap.containsKey(size) ? Section.number(Objects.requireNonNull(heap.get(size))) + " MB" : "–");
        }
        bars(section, asNew, asKnown, heap);
        return section;
    }

    private static void measure(
            int size, Database database, Ec2 ec2, int rounds, List<Point> asNew, List<Point> asKnown) {
        try (Host host = Host.start(Kind.AUTO_IMPORT, ec2, Ec2.ONE_REGION, database.url(), List.of())) {
            Checked.run(host, size); // so that neither is the first
            Samples imports = new Samples();
            Samples scans = new Samples();
            int times = size > SMALL_HEAP_FROM ? Math.min(rounds, LARGE_ROUNDS) : rounds;
            for (int i = 0; i < times; i++) {
                database.empty();
                imports.add(Checked.millis(host, size));
                Checked.equal("workers", size, database.workers());
                database.settle();
                scans.add(Checked.millis(host, size));
            }
            asNew.add(new Point(size, imports.median()));
            asKnown.add(new Point(size, scans.median()));
        }
    }

    private static void bars(Section section, List<Point> asNew, List<Point> asKnown, Map<Integer, Double> heap) {
        fit(section, "import of 1,000 to 1,000,000 new", LinearFit.of(asNew));
        fit(section, "scan of 1,000 to 1,000,000 known", LinearFit.of(asKnown));
        section.atMost(
                "1,000,000 known, `-Xmx64m`",
                "peak live heap ÷ that at 100,000",
                1.2,
                Objects.requireNonNull(heap.get(1_000_000)) / Objects.requireNonNull(heap.get(SMALL_HEAP_FROM)));
    }

    private static void fit(Section section, String work, LinearFit fit) {
        section.row(
                "fit: " + work,
                Section.millis(fit.intercept()) + " + " + Section.number(fit.slope() * 1_000) + " µs × instances",
                "R² " + String.format(Locale.ROOT, "%.4f", fit.r2()),
                "");
        section.atLeast(work, "R² of a line", 0.99, fit.r2());
    }
}
