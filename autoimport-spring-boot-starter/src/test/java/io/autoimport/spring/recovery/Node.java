package io.autoimport.spring.recovery;

import static org.awaitility.Awaitility.await;

import io.autoimport.spring.support.ChildJvm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A node of a host application, and what its jobs did. */
final class Node implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChildJvm jvm;

    private Node(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /** A run that began, and the time at which it ended, or null if that was not seen. */
    record Run(Instant begin, Instant end) {

        /** Whether this one, the earlier, was over when the other began; or was cut off, and nobody knows. */
        boolean isOverBefore(Run other) {
            return end == null || !other.begin.isBefore(end);
        }
    }

    /** Starts a node with these properties, and goes on. */
    static Node start(TestStore store, List<String> properties) {
        return new Node(ChildJvm.startNode(TestNode.class, store.arguments(properties)));
    }

    Node awaitReady() {
        await().atMost(PATIENCE).until(() -> jvm.hasPrinted(line -> line.startsWith(TestNode.READY)));
        return this;
    }

    /** Waits until this many runs have begun on this node. */
    Node awaitRuns(int count) {
        await().atMost(PATIENCE).until(() -> jvm.hasPrinted(line -> true) && runs().size() >= count);
        return this;
    }

    /** Waits until a run is over, and its lock given back; answers the next due time that is written down. */
    Instant awaitDueTime() {
        await().atMost(PATIENCE).until(() -> jvm.hasPrinted(line -> line.startsWith(TestNode.SETTLED)));
        return firstTimeOf(TestNode.SETTLED);
    }

    private Instant firstTimeOf(String what) {
        return jvm.lines().stream()
                .filter(line -> line.startsWith(what))
                .map(Node::timeOf)
                .findFirst()
                .orElseThrow();
    }

    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (String line : jvm.lines()) {
            if (line.startsWith(TestNode.BEGIN)) {
                runs.add(new Run(timeOf(line), null));
            } else if (line.startsWith(TestNode.END)) {
                Run last = runs.remove(runs.size() - 1);
                runs.add(new Run(last.begin(), timeOf(line)));
            }
        }
        return runs;
    }

    private static Instant timeOf(String line) {
        return Instant.ofEpochMilli(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)));
    }

    void kill() {
        jvm.kill();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
