package io.autoimport.benchmarks.measure;

import io.autoimport.benchmarks.contender.Contender.Kind;
import io.autoimport.benchmarks.process.Database;
import io.autoimport.benchmarks.process.Ec2;
import io.autoimport.benchmarks.process.Host;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A run as most of them are: everything is known already. */
public final class KnownInstances implements Measure {

    private static final int INSTANCES = 100_000;

    /** After so many runs of a hundred pages the compilers of the JVM have little left to do. */
    private static final int WARM_UPS = 2;

    private static final List<Kind> KINDS = List.of(Kind.AUTO_IMPORT, Kind.BATCHED, Kind.FLOOR_READING);

    @Override
    public Section measure(int rounds) {
        Map<Kind, Samples> samples = new EnumMap<>(Kind.class);
        try (Database database = Database.start();
                Ec2 ec2 = Ec2.start(INSTANCES, Ec2.ONE_REGION)) {
            try (Host host = Host.start(Kind.AUTO_IMPORT, ec2, Ec2.ONE_REGION, database.url(), List.of())) {
                Checked.run(host, INSTANCES);
            }
            database.settle();
            for (int round = 0; round < rounds; round++) {
                for (Kind kind : KINDS) {
                    try (Host host = Host.start(kind, ec2, Ec2.ONE_REGION, database.url(), List.of())) {
                        for (int i = 0; i < WARM_UPS; i++) {
                            Checked.run(host, INSTANCES);
                        }
                        samples.computeIfAbsent(kind, k -> new Samples()).add(Checked.millis(host, INSTANCES));
                    }
                }
            }
        }
        double own = Objects.requireNonNull(samples.get(Kind.AUTO_IMPORT)).median();
        Section section =
                new Section("100,000 known instances, nothing new, warm JVM", "who", "time", "of autoimport's");
        for (Kind kind : KINDS) {
            double median = Objects.requireNonNull(samples.get(kind)).median();
            section.row(kind.label(), Section.millis(median), Section.number(median / own));
            if (kind == Kind.BATCHED) {
                section.atLeast("100,000 known, nothing new", "good host code ÷ autoimport", 3, median / own);
            } else if (kind == Kind.FLOOR_READING) {
                section.atMost("100,000 known, nothing new", "autoimport ÷ floor, reading only", 1.5, own / median);
            }
        }
        return section;
    }
}
