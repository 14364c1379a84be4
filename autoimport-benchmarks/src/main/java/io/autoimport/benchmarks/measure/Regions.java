package io.autoimport.benchmarks.measure;

import io.autoimport.benchmarks.contender.Contender.Kind;
import io.autoimport.benchmarks.process.Database;
import io.autoimport.benchmarks.process.Ec2;
import io.autoimport.benchmarks.process.Host;
import java.time.Duration;
import java.util.List;

/** Ten regions side by side, as far away as regions are. */
public final class Regions implements Measure {

    private static final int INSTANCES = 5_000;
    private static final int PAGES = 5;
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "eu-west-1",
            "eu-central-1",
            "ap-south-1",
            "ap-northeast-1",
            "sa-east-1",
            "ca-central-1");

    @Override
    public Section measure(int rounds) {
        Samples far = new Samples();
        Samples near = new Samples();
        int all = INSTANCES * REGIONS.size();
        try (Database database = Database.start();
                Ec2 ec2 = Ec2.start(INSTANCES, REGIONS);
                Host host = Host.start(Kind.AUTO_IMPORT, ec2, REGIONS, database.url(), List.of())) {
            Checked.run(host, all);
            database.settle();
            Checked.run(host, all);
            for (int round = 0; round < rounds; round++) {
                near.add(Checked.millis(host, all));
                ec2.latency(LATENCY);
                far.add(Checked.millis(host, all));
                ec2.clearFaults();
            }
        }
        double pages = PAGES * (double) LATENCY.toMillis();
        Section section = new Section("10 regions with 5,000 known instances each", "200 ms for each call", "time");
        section.row("5 pages, one after the other, and nothing else", Section.millis(pages));
        section.row("autoimport, all regions side by side", Section.millis(far.median()));
        section.row("the same without the 200 ms: what it takes to compute", Section.millis(near.median()));
        section.row(
                "one request for AMIs and 5 for instances, one after the other",
                Section.millis(pages + LATENCY.toMillis()));
        section.atMost(
                "10 regions × 5,000, 200 ms for each call", "time ÷ 5 pages × 200 ms", 1.2, far.median() / pages);
        return section;
    }
}
