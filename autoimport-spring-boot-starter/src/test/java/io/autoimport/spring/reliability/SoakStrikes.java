package io.autoimport.spring.reliability;

import io.autoimport.spring.reliability.Tripwire.Trap;
import io.autoimport.spring.reliability.Tripwire.Where;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Faults from the matrix, one after the other, chosen at random. */
final class SoakStrikes {

    private final SoakNodes nodes;
    private final Injection injection;
    private final Random random;
    private final List<Cell> cells = Stream.of(FaultKind.values())
            .flatMap(kind -> kind.cells().keySet().stream().map(point -> new Cell(kind, point)))
            .toList();
    private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);
    private Runnable end = () -> {};
    private int missed;

    private record Cell(FaultKind kind, Point point) {}

    SoakStrikes(SoakNodes nodes, Injection injection, long seed) {
        this.nodes = nodes;
        this.injection = injection;
        this.random = new Random(seed);
    }

    /** Ends the fault before, and lets another one happen. */
    void next() {
        end();
        Cell cell = cells.get(random.nextInt(cells.size()));
        boolean arrived = cell.kind() == FaultKind.KILL
                ? nodes.kill(new Trap(Where.IMPORT, cell.point(), () -> {}, () -> {}))
                : strike(injection.of(cell.kind(), cell.point()));
        if (arrived) {
            struck.merge(cell.kind(), 1, Integer::sum);
        } else {
            missed++;
        }
    }

    private boolean strike(Trap trap) {
        end = () -> {
            trap.end().run();
            nodes.putClocksForward(Duration.ZERO);
        };
        return nodes.strike(trap);
    }

    /** Ends the last fault. */
    void end() {
        end.run();
        end = () -> {};
    }

    /** How often each fault happened. */
    Map<FaultKind, Integer> struck() {
        return struck;
    }

    /** How often a fault was due, and no node came to its point in time. */
    int missed() {
        return missed;
    }
}
