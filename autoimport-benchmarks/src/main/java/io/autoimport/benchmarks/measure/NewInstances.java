package io.autoimport.benchmarks.measure;

import io.autoimport.benchmarks.contender.Contender.Kind;
import io.autoimport.benchmarks.process.Database;
import io.autoimport.benchmarks.process.Ec2;
import io.autoimport.benchmarks.process.Host;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The first import of a fleet, in a fresh JVM and in one that has done it before. */
public final class NewInstances implements Measure {

    private static final int INSTANCES = 20_000;

    /** After so many runs the compilers of the JVM have little left to do. */
    private static final int WARM_UPS = 4;

    private static final List<Kind> KINDS = List.of(Kind.AUTO_IMPORT, Kind.OBVIOUS, Kind.BATCHED, Kind.FLOOR);

    @Override
    public Section measure(int rounds) {
        Map<Kind, Samples> fresh = new EnumMap<>(Kind.class);
        Map<Kind, Samples> warm = new EnumMap<>(Kind.class);
        Map<Kind, String> calls = new EnumMap<>(Kind.class);
        try (Database database = Database.start();
                Ec2 ec2 = Ec2.start(INSTANCES, Ec2.ONE_REGION)) {
            for (int round = 0; round <= rounds; round++) {
                for (Kind kind : KINDS) {
                    try (Host host = Host.start(kind, ec2, Ec2.ONE_REGION, database.url(), List.of())) {
                        double first = importAll(database, host);
                        calls.put(kind, ec2.calls().toString());
                        if (round > 0) { // the first round is for the simulator and the database
                            fresh.computeIfAbsent(kind, k -> new Samples()).add(first);
                            warm.computeIfAbsent(kind, k -> new Samples()).add(warmed(kind, database, host));
                            ec2.calls();
                        }
                    }
                }
            }
        }
        return section(fresh, warm, calls);
    }

    // What takes half a minute is warm after one.
    private static double warmed(Kind kind, Database database, Host host) {
        double last = 0;
        for (int i = 0; i < (kind == Kind.OBVIOUS ? 1 : WARM_UPS); i++) {
            last = importAll(database, host);
        }
        return last;
    }

    private static double importAll(Database database, Host host) {
        database.empty();
        double millis = Checked.millis(host, INSTANCES);
        Checked.equal("workers", INSTANCES, database.workers());
        return millis;
    }

    private static Section section(Map<Kind, Samples> fresh, Map<Kind, Samples> warm, Map<Kind, String> calls) {
        Section section = new Section(
                "20,000 new instances",
                "who",
                "fresh JVM",
                "of autoimport's",
                "warm JVM",
                "of autoimport's",
                "EC2 calls");
        for (Kind kind : KINDS) {
            section.row(
                    kind.label(),
                    Section.millis(median(fresh, kind)),
                    Section.number(ratio(fresh, kind)),
                    Section.millis(median(warm, kind)),
                    Section.number(ratio(warm, kind)),
                    calls.getOrDefault(kind, ""));
        }
        Map.of("fresh", fresh, "warm", warm).forEach((jvm, samples) -> {
            String work = "import 20,000 new, " + jvm + " JVM";
            section.atLeast(work, "obvious host code ÷ autoimport", 10, ratio(samples, Kind.OBVIOUS));
            section.atLeast(work, "good host code ÷ autoimport", 3, ratio(samples, Kind.BATCHED));
            section.atMost(work, "autoimport ÷ floor", 1.5, 1 / ratio(samples, Kind.FLOOR));
        });
        return section;
    }

    private static double median(Map<Kind, Samples> samples, Kind kind) {
        return Objects.requireNonNull(samples.get(kind)).median();
    }

    private static double ratio(Map<Kind, Samples> samples, Kind kind) {
        return median(samples, kind) / median(samples, Kind.AUTO_IMPORT);
    }
}
