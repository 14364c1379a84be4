package io.autoimport.spring.reliability;

import static org.awaitility.Awaitility.await;

import io.autoimport.spring.reliability.Tripwire.Trap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;

/** The nodes of an application, of which the first one is never killed. */
final class SoakNodes implements AutoCloseable {

    private static final Duration ARRIVAL = Duration.ofSeconds(4);

    private final List<List<String>> arguments;
    private final List<RemoteNode> nodes = new ArrayList<>();
    private List<String> page = List.of();

    /** Starts one with each of the lists of arguments. */
    SoakNodes(List<List<String>> arguments) {
        this.arguments = arguments;
        arguments.forEach(ofNode -> nodes.add(start(ofNode)));
    }

    private static RemoteNode start(List<String> arguments) {
        RemoteNode node = RemoteNode.start(arguments);
        node.openGate();
        return node;
    }

    /** The page that the node is about to insert that was last struck. */
    List<String> page() {
        return page;
    }

    void putClocksForward(Duration by) {
        nodes.forEach(node -> node.putClockForward(by));
    }

    /** Strikes the first node that comes to where the trap is. Tells whether there was any. */
    boolean strike(Trap trap) {
        Optional<RemoteNode> arrived = firstAt(trap, nodes);
        arrived.ifPresent(node -> {
            page = node.page();
            try {
                trap.fault().run();
            } catch (RuntimeException | OutOfMemoryError e) {
                node.goOnThrowing(e);
            }
        });
        nodes.forEach(RemoteNode::goOn);
        return arrived.isPresent();
    }

    /** Kills the first node that comes there and may be killed, and starts another one in its place. */
    boolean kill(Trap trap) {
        Optional<RemoteNode> arrived = firstAt(trap, nodes.subList(1, nodes.size()));
        arrived.ifPresent(node -> {
            node.kill();
            int place = nodes.indexOf(node);
            nodes.set(place, start(arguments.get(place)));
        });
        nodes.forEach(RemoteNode::goOn);
        return arrived.isPresent();
    }

    private static Optional<RemoteNode> firstAt(Trap trap, List<RemoteNode> candidates) {
        List<Long> before = candidates.stream().map(RemoteNode::stops).toList();
        candidates.forEach(node -> node.stopAt(trap.where(), trap.point()));
        try {
            return Optional.of(await().atMost(ARRIVAL)
                    .until(() -> anyStopped(candidates, before), Optional::isPresent)
                    .orElseThrow());
        } catch (ConditionTimeoutException e) {
            return Optional.empty();
        }
    }

    private static Optional<RemoteNode> anyStopped(List<RemoteNode> candidates, List<Long> before) {
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).stops() > before.get(i)) {
                return Optional.of(candidates.get(i));
            }
        }
        return Optional.empty();
    }

    void measureHeap() {
        nodes.get(0).measureHeap();
    }

    /** The heap of the node that is never killed, in bytes. */
    List<Long> heaps() {
        return nodes.get(0).heaps();
    }

    boolean areAllAlive() {
        return nodes.stream().allMatch(RemoteNode::isAlive);
    }

    @Override
    public void close() {
        nodes.forEach(RemoteNode::close);
    }
}
