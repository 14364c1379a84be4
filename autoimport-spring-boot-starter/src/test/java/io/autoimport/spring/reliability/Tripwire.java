package io.autoimport.spring.reliability;

import org.jspecify.annotations.Nullable;

/**
 * Lets a fault happen when a run comes to a point of its life, once, and ends it when the next run begins. Thread-safe.
 */
final class Tripwire {

    private @Nullable Trap trap;
    private boolean sprung;
    private boolean over;

    /** Whose code has come to a point. */
    enum Where {
        /** The import's own, or what it uses. */
        IMPORT,
        /** A listener of the host's, to which an event is published. */
        EVENT_LISTENER,
        /** What watches runs for meters and traces. */
        TELEMETRY
    }

    /**
     * A fault that waits to happen.
     *
     * @param where in whose code
     * @param point when
     * @param fault what happens there
     * @param end what ends it before the next run
     */
    record Trap(Where where, Point point, Runnable fault, Runnable end) {}

    synchronized void set(Trap next) {
        trap = next;
        sprung = false;
        over = false;
    }

    synchronized void remove() {
        trap = null;
    }

    synchronized boolean isSprung() {
        return sprung;
    }

    /** Whether the fault has happened, and a run has begun without it. */
    synchronized boolean isOver() {
        return over;
    }

    void reached(Where where, Point point) {
        @Nullable Trap due = next(where, point);
        if (due != null) {
            due.fault().run();
        }
    }

    private synchronized @Nullable Trap next(Where where, Point point) {
        if (trap == null) {
            return null;
        }
        if (sprung && !over && point == Point.LOCKING) {
            trap.end().run();
            over = true;
            return null;
        }
        if (sprung || trap.where() != where || trap.point() != point) {
            return null;
        }
        sprung = true;
        return trap;
    }
}
