package io.autoimport.spring.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.spring.recovery.Node.Run;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.Fault;
import io.autoimport.test.ec2.SimulatedRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Three nodes, each a process of its own, on one store. */
@Execution(ExecutionMode.CONCURRENT)
abstract class SeveralNodesContract {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int INTERVALS = 16;

    /** Longer than any run may be held up on a busy machine, and far shorter than the patience of the test. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration SHORT_LEASE = Duration.ofSeconds(8);

    /** What a busy machine may need beyond a lease. */
    private static final Duration TOLERANCE = Duration.ofSeconds(20);

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final SimulatedRegion region = ec2.region("us-east-1");
    private final List<Node> nodes = new ArrayList<>();
    private final TestStore store;

    SeveralNodesContract(TestStore store) {
        this.store = store;
    }

    @AfterEach
    void end() {
        nodes.forEach(Node::close);
        ec2.close();
    }

    private Node start(Duration lease, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "node.ec2.access-key=" + ec2.account().accessKeyId(),
                "node.ec2.secret-key=" + ec2.account().secretAccessKey(),
                "auto-import.workers.enabled=true",
                "auto-import.workers.interval=" + INTERVAL,
                "auto-import.workers.initial-delay=0",
                "auto-import.workers.ami-name=CML-2.7.0-*",
                "auto-import.workers.aws.endpoint=" + ec2.endpoint(),
                "auto-import.jobs.lock-lease=" + lease));
        properties.addAll(List.of(more));
        Node node = Node.start(store, properties);
        nodes.add(node);
        return node;
    }

    private List<Run> runs() {
        return nodes.stream()
                .flatMap(node -> node.runs().stream())
                .sorted(Comparator.comparing(Run::begin))
                .toList();
    }

    private long workers() {
        return JdbcClient.create(store.workers())
                .sql("SELECT count(*) FROM auto_import_worker")
                .query(Long.class)
                .single();
    }

    @Test
    void oneOfThemRunsOnceAnInterval() {
        region.launch(region.registerImage("CML-2.7.0-a"), 25);
        Stream.of("0s", "30s", "-30s").forEach(skew -> start(LEASE, "node.clock-skew=" + skew, "node.warm-up=true"));
        nodes.forEach(Node::awaitReady);

        Instant from = Instant.now();
        Instant to = from.plus(INTERVAL.multipliedBy(INTERVALS));
        await().atMost(Node.PATIENCE).until(() -> Instant.now().isAfter(to));
        List<Run> runs = runs().stream()
                .filter(run -> run.begin().isAfter(from) && run.begin().isBefore(to))
                .toList();

        // On a busy machine one or the other begins late, or takes so long that others are left out.
        assertThat(runs).hasSizeBetween(INTERVALS / 2, INTERVALS + 1);
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < runs.size(); i++) {
            Run before = runs.get(i - 1);
            Run after = runs.get(i);
            assertThat(before.isOverBefore(after))
                    .as("%s and %s", before, after)
                    .isTrue();
            gaps.add(Duration.between(before.begin(), after.begin()));
        }
        Collections.sort(gaps);
        assertThat(gaps.get(gaps.size() / 2))
                .as("the usual one of %s", gaps)
                .isBetween(
                        INTERVAL.multipliedBy(3).dividedBy(4),
                        INTERVAL.multipliedBy(5).dividedBy(4));
        assertThat(workers()).isEqualTo(25);
    }

    @Test
    void whenTheOneThatRunsIsKilledAnotherRunsWithinTheLease() {
        int fleet = 100;
        region.launch(region.registerImage("CML-2.7.0-a"), fleet);
        ec2.faults().shortPages(5);
        Fault slowness = ec2.faults().latency(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            start(SHORT_LEASE);
        }
        nodes.forEach(Node::awaitReady);
        await().atMost(Node.PATIENCE).ignoreExceptions().until(() -> workers() >= 10);
        Node running = nodes.stream()
                .filter(node -> node.runs().stream().anyMatch(run -> run.end() == null))
                .findFirst()
                .orElseThrow();

        running.kill();
        slowness.remove();
        Instant killed = Instant.now();
        long importedByThen = workers();
        await().atMost(Node.PATIENCE)
                .until(() -> runs().stream().anyMatch(run -> run.begin().isAfter(killed)));
        await().atMost(Node.PATIENCE).until(() -> workers() == fleet);

        assertThat(importedByThen).isLessThan(fleet);
        Run next = runs().stream()
                .filter(run -> run.begin().isAfter(killed))
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(killed, next.begin())).isLessThanOrEqualTo(SHORT_LEASE.plus(TOLERANCE));
    }
}
