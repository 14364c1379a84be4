package io.autoimport.benchmarks;

import io.autoimport.benchmarks.contender.Contender.Kind;
import io.autoimport.benchmarks.measure.Samples;
import io.autoimport.benchmarks.process.Database;
import io.autoimport.benchmarks.process.Ec2;
import io.autoimport.benchmarks.process.Host;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Measures all there is to measure. */
public final class Benchmarks {

    private static final List<String> ONE_REGION = List.of("us-east-1");

    private final int rounds = Integer.getInteger("rounds", 5);
    private final int warmUps = Integer.getInteger("warmUps", 4);

    private Benchmarks() {}

    /** Runs them. */
    public static void main(String[] arguments) {
        Benchmarks benchmarks = new Benchmarks();
        List<String> wanted = arguments.length > 1 ? List.of(arguments[1].split(",", -1)) : List.of("new", "known");
        if (wanted.contains("new")) {
            benchmarks.importNew(Integer.getInteger("instances", 20_000));
        }
        if (wanted.contains("known")) {
            benchmarks.importKnown(Integer.getInteger("known", 100_000));
        }
    }

    private void importNew(int instances) {
        Map<Kind, Samples> fresh = new EnumMap<>(Kind.class);
        Map<Kind, Samples> warm = new EnumMap<>(Kind.class);
        try (Database database = Database.start();
                Ec2 ec2 = Ec2.start(instances, ONE_REGION)) {
            List<Kind> kinds = List.of(Kind.AUTO_IMPORT, Kind.OBVIOUS, Kind.BATCHED, Kind.FLOOR);
            for (int round = 0; round <= rounds; round++) {
                for (Kind kind : kinds) {
                    try (Host host = Host.start(kind, ec2, ONE_REGION, database.url(), List.of())) {
                        List<Double> millis = new ArrayList<>();
                        for (int i = 0; i <= (round == 0 ? 0 : warmUps); i++) {
                            database.empty();
                            millis.add(checked(host.run(), instances).millis());
                            if (database.workers() != instances) {
                                throw new IllegalStateException(kind + " left " + database.workers() + " workers");
                            }
                        }
                        if (round > 0) { // the first round is for the simulator
                            fresh.computeIfAbsent(kind, k -> new Samples()).add(millis.get(0));
                            warm.computeIfAbsent(kind, k -> new Samples()).add(millis.get(warmUps));
                        }
                    }
                }
            }
            System.out.println("calls " + ec2.calls());
        }
        print("import " + instances + " new, fresh", fresh);
        print("import " + instances + " new, warm", warm);
    }

    private void importKnown(int instances) {
        Map<Kind, Samples> warm = new EnumMap<>(Kind.class);
        try (Database database = Database.start();
                Ec2 ec2 = Ec2.start(instances, ONE_REGION)) {
            try (Host host = Host.start(Kind.AUTO_IMPORT, ec2, ONE_REGION, database.url(), List.of())) {
                checked(host.run(), instances);
            }
            database.settle();
            for (int round = 0; round < rounds; round++) {
                for (Kind kind : List.of(Kind.AUTO_IMPORT, Kind.BATCHED, Kind.FLOOR_READING)) {
                    try (Host host = Host.start(kind, ec2, ONE_REGION, database.url(), List.of())) {
                        checked(host.run(), instances);
                        warm.computeIfAbsent(kind, k -> new Samples())
                                .add(checked(host.run(), instances).millis());
                    }
                }
            }
        }
        print(instances + " known, nothing new", warm);
    }

    private static Host.Run checked(Host.Run run, long instances) {
        if (run.found() != instances) {
            throw new IllegalStateException("found " + run.found() + " of " + instances);
        }
        return run;
    }

    private static void print(String work, Map<Kind, Samples> samples) {
        double own = Objects.requireNonNull(samples.get(Kind.AUTO_IMPORT)).median();
        samples.forEach((kind, of) ->
                System.out.printf("%s | %s | %.0f ms | %.2f%n", work, kind.label(), of.median(), of.median() / own));
    }
}
