package io.autoimport.spring.reliability;

import io.autoimport.spring.reliability.Tripwire.Where;
import io.autoimport.spring.support.ChildJvm;
import java.time.Duration;
import java.util.List;

/** A {@link FaultyNode}, as the one sees it who gives it orders. */
final class RemoteNode implements AutoCloseable {

    private final ChildJvm jvm;

    private RemoteNode(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /** Starts a node with the arguments of a {@link FaultyHost}, and goes on. Its gate is shut. */
    static RemoteNode start(List<String> arguments) {
        return new RemoteNode(ChildJvm.startNode(FaultyNode.class, arguments));
    }

    /** Lets runs begin. */
    void openGate() {
        jvm.tell(FaultyNode.OPEN);
    }

    /** Lets the next run stop that comes there. */
    void stopAt(Where where, Point point) {
        jvm.tell(FaultyNode.STOP_AT + " " + where + " " + point);
    }

    /** How often it has stopped somewhere. */
    long stops() {
        return printed(FaultyNode.STOPPED).size();
    }

    /** The ids of the page that was last about to be inserted where it last stopped. */
    List<String> page() {
        List<String> stops = printed(FaultyNode.STOPPED);
        String[] words = stops.get(stops.size() - 1).split(" ");
        return List.of(words).subList(1, words.length);
    }

    /** Lets it go on from where it may have stopped, and stop no more. */
    void goOn() {
        jvm.tell(FaultyNode.GO_ON);
    }

    /** Lets it go on from where it has stopped by throwing something of that kind. */
    void goOnThrowing(Throwable kind) {
        jvm.tell(kind instanceof Error ? FaultyNode.THROW_ERROR : FaultyNode.THROW_EXCEPTION);
    }

    /** Puts its clock forward, compared with the one of the machine. */
    void putClockForward(Duration by) {
        jvm.tell(FaultyNode.CLOCK + " " + by);
    }

    /** Asks for one more of {@link #heaps}. */
    void measureHeap() {
        jvm.tell(FaultyNode.HEAP);
    }

    /** The bytes in use after each garbage collection that was asked for. */
    List<Long> heaps() {
        return printed(FaultyNode.HEAP).stream()
                .map(line -> Long.valueOf(line.substring(FaultyNode.HEAP.length() + 1)))
                .toList();
    }

    boolean isAlive() {
        return jvm.isAlive();
    }

    /** Ends it at once, as {@code kill -9} does. */
    void kill() {
        jvm.kill();
    }

    @Override
    public void close() {
        jvm.close();
    }

    private List<String> printed(String what) {
        return jvm.lines().stream().filter(line -> line.startsWith(what)).toList();
    }
}
