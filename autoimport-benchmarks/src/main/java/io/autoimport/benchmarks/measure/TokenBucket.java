package io.autoimport.benchmarks.measure;

import io.autoimport.benchmarks.contender.Contender.Kind;
import io.autoimport.benchmarks.process.Database;
import io.autoimport.benchmarks.process.Ec2;
import io.autoimport.benchmarks.process.Host;
import java.util.List;

/** Many replicas that ask at once for more than AWS lets through. */
public final class TokenBucket implements Measure {

    private static final int INSTANCES = 20_000;
    private static final int REPLICAS = 16;
    private static final long ALL = (long) INSTANCES * REPLICAS;
    private static final int BURST = 100;
    private static final int PER_SECOND = 20;

    @Override
    public Section measure(int rounds) {
        Samples throttled = new Samples();
        Samples free = new Samples();
        long calls;
        try (Database database = Database.start();
                Ec2 ec2 = Ec2.start(INSTANCES, Ec2.ONE_REGION);
                Host host = Host.startReplicas(
                        REPLICAS, Kind.AUTO_IMPORT, ec2, Ec2.ONE_REGION, database.url(), List.of())) {
            Checked.run(host, ALL);
            database.settle();
            Checked.run(host, ALL);
            ec2.calls();
            for (int round = 0; round < rounds; round++) {
                free.add(Checked.millis(host, ALL));
                ec2.throttle(BURST, PER_SECOND);
                throttled.add(Checked.millis(host, ALL));
                ec2.clearFaults();
            }
            calls = ec2.calls().getOrDefault("DescribeInstances", 0) / (2 * rounds);
        }
        int needed = REPLICAS * INSTANCES / 1_000;
        double dictated = (needed - BURST) * 1_000.0 / PER_SECOND;
        Section section =
                new Section("16 replicas at once, 100 calls and then 20 a second", "20,000 known each", "time");
        section.row("what the bucket dictates for " + needed + " pages", Section.millis(dictated));
        section.row(
                "autoimport; " + calls
                        + " calls for instances a run on average, those that were throttled included; no target failed",
                Section.millis(throttled.median()));
        section.row("the same without a limit", Section.millis(free.median()));
        section.atMost("token bucket, 16 replicas", "time ÷ what it dictates", 1.3, throttled.median() / dictated);
        return section;
    }
}
