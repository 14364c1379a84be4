package io.autoimport.spring.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.spring.support.RestartablePostgres;
import io.autoimport.spring.support.TestSink;
import io.autoimport.test.ec2.Ec2Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes on one PostgreSQL server import from a fleet that changes all the time, while fault after fault strikes. Takes
 * {@code -Dsoak.minutes} (30 unless told), and {@code -Dsoak.seed} to repeat the choice of faults. Leaves a report at
 * {@code target/soak.md}, and the logs of the nodes beside it. Part of no build: see CONTRIBUTING.md.
 */
class Soak {

    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path REPORT = Path.of("target", "soak.md");

    /** AWS forgets what was terminated an hour ago. */
    private static final int A_MINUTE_FOR_AN_HOUR = 60;

    private static final int SIZE_PER_REGION = 1_000;
    private static final int CHURN_PER_REGION_AND_SECOND = 10;
    private static final int NODES = 3;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(3);
    private Ec2Simulator ec2;
    private final TestSink sink = new TestSink();
    private RestartablePostgres server;
    private HostDatabase database;
    private SoakFleet fleet;
    private SoakNodes nodes;
    private SoakStrikes strikes;

    @BeforeEach
    void startNodes(@TempDir Path folder) {
        ec2 = Ec2Simulator.builder()
                .clock(new HurryingClock(A_MINUTE_FOR_AN_HOUR))
                .start();
        ec2.faults().shortPages(300, 1, 100);
        fleet = new SoakFleet(ec2, SIZE_PER_REGION, "us-east-1", "eu-west-1");
        server = new RestartablePostgres(folder);
        server.start();
        database = new HostDatabase(server.url());
        nodes = new SoakNodes(IntStream.rangeClosed(1, NODES)
                .mapToObj(number -> FaultyHost.arguments(server.url(), ec2, sink, properties(number)))
                .toList());
        Injection injection = new Injection(ec2, server, database, nodes::putClocksForward, nodes::page, sink);
        strikes = new SoakStrikes(nodes, injection, SEED);
    }

    private static Map<String, String> properties(int number) {
        return Map.of(
                "auto-import.workers.interval", "1s",
                "auto-import.workers.max-concurrency", "2",
                "auto-import.workers.reconcile.update", "true",
                "auto-import.workers.reconcile.missing", "mark",
                "auto-import.workers.aws.api-call-timeout", "10s",
                "auto-import.workers.aws.api-call-attempt-timeout", "3s",
                "auto-import.jobs.lock-lease", "3s",
                "logging.file.name", "target/soak-node-" + number + ".log",
                "logging.config", "classpath:logback-soak.xml");
    }

    @AfterEach
    void stopNodes() {
        timer.shutdownNow();
        nodes.close();
        server.close();
        sink.close();
        ec2.close();
    }

    @Test
    void nothingIsLostNothingIsDoubledAndNothingGrows() throws Exception {
        List<ScheduledFuture<?>> noise = List.of(
                timer.scheduleAtFixedRate(() -> fleet.churn(CHURN_PER_REGION_AND_SECOND), 10, 1, TimeUnit.SECONDS),
                timer.scheduleAtFixedRate(strikes::next, 15, 5, TimeUnit.SECONDS),
                timer.scheduleAtFixedRate(nodes::measureHeap, 30, 30, TimeUnit.SECONDS));
        await().atMost(LENGTH.plusMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .during(LENGTH)
                .until(() -> noise.stream().noneMatch(ScheduledFuture::isDone));
        timer.shutdown();
        assertThat(timer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        strikes.end();

        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(this::assertThatTheRegistryIsTrue);
        } finally {
            Files.writeString(REPORT, report());
        }
        assertThat(nodes.areAllAlive()).isTrue();
        assertThat(average(nodes.heaps(), 2)).isLessThan(average(nodes.heaps(), 1) * 1.1);
    }

    private void assertThatTheRegistryIsTrue() {
        SortedSet<String> all = fleet.present();
        all.addAll(fleet.gone());
        List<String> others = database.workersOfOthers();
        assertThat(database.workers()).hasSameSizeAs(all).hasSameElementsAs(all);
        all.removeAll(others);
        assertThat(database.received()).hasSameSizeAs(all).hasSameElementsAs(all);
        assertThat(database.undelivered()).isZero();
        assertThat(sink.imported()).hasSameSizeAs(all).hasSameElementsAs(all);
        SortedSet<String> marked = fleet.gone();
        marked.removeAll(others);
        assertThat(database.missing()).hasSameSizeAs(marked).hasSameElementsAs(marked);
    }

    /** The mean of a third of the values, of which 0 is the first. */
    private static double average(List<Long> values, int third) {
        int length = values.size() / 3;
        return values.subList(third * length, (third + 1) * length).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElseThrow();
    }

    private String report() {
        StringBuilder report = new StringBuilder("| | |\n|---|---|\n");
        row(report, "length", LENGTH.toMinutes() + " minutes, seed " + SEED);
        row(report, "instances launched", fleet.present().size() + fleet.gone().size());
        row(report, "of which terminated", fleet.gone().size());
        row(report, "workers", database.workers().size());
        row(
                report,
                "of which inserted by somebody else",
                database.workersOfOthers().size());
        row(report, "of which marked missing", database.missing().size());
        row(report, "events of imports", database.received().size());
        row(report, "events of imports, without repetitions", new TreeSet<>(database.received()).size());
        row(
                report,
                "CloudEvents of imports that the sink took, by their ids",
                sink.imported().size());
        row(
                report,
                "CloudEvents of any kind that the sink took",
                sink.takenIds().size());
        row(report, "of which repetitions", sink.takenIds().size() - new TreeSet<>(sink.takenIds()).size());
        row(
                report,
                "faults",
                strikes.struck().values().stream().mapToInt(Integer::intValue).sum());
        strikes.struck().forEach((kind, count) -> row(report, kind.title(), count));
        row(report, "faults to whose point no node came within 4 s", strikes.missed());
        List<Long> heaps = nodes.heaps();
        for (int third = 0; third < 3; third++) {
            row(
                    report,
                    "heap after collection, mean of third " + (third + 1),
                    String.format("%.1f MB", average(heaps, third) / 1e6));
        }
        return report.toString();
    }

    private static void row(StringBuilder report, String what, Object value) {
        report.append("| ").append(what).append(" | ").append(value).append(" |\n");
    }
}
