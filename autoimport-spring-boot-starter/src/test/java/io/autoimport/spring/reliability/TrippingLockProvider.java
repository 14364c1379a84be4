package io.autoimport.spring.reliability;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.spring.reliability.Tripwire.Where;
import java.time.Duration;
import java.util.Optional;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * The application's locks, in which a fault may strike while the import's is taken or given back. While the gate is shut,
 * the import finds its lock held by somebody else. Thread-safe.
 */
final class TrippingLockProvider implements LockProvider {

    private static final String IMPORT = "auto-import:" + AutoImportWorkersJob.NAME;

    private final LockProvider delegate;
    private final Tripwire tripwire;
    private volatile boolean alone;
    private boolean open;
    private int held;

    TrippingLockProvider(LockProvider delegate, Tripwire tripwire) {
        this.delegate = delegate;
        this.tripwire = tripwire;
    }

    /**
     * Says that no other node takes the import's lock. If its lease ends in mid-run, since a beat comes late, it is then taken
     * again: the run goes on, and is held until it is over.
     */
    void beAlone() {
        alone = true;
    }

    synchronized void openGate() {
        open = true;
    }

    /** Lets no run begin any more. One that has begun goes on. */
    synchronized void shutGate() {
        open = false;
    }

    synchronized boolean isQuiet() {
        return !open && held == 0;
    }

    private synchronized boolean enter() {
        held += open ? 1 : 0;
        return open;
    }

    private synchronized void leave() {
        held--;
    }

    @Override
    public Optional<SimpleLock> lock(LockConfiguration wanted) {
        if (!wanted.getName().equals(IMPORT)) {
            return delegate.lock(wanted);
        }
        if (!enter()) {
            return Optional.empty();
        }
        Optional<SimpleLock> lock = Optional.empty();
        try {
            tripwire.reached(Where.IMPORT, Point.LOCKING);
            lock = delegate.lock(wanted).map(TrippingLock::new);
            return lock;
        } finally {
            if (lock.isEmpty()) {
                leave();
            }
        }
    }

    private final class TrippingLock implements SimpleLock {

        private final SimpleLock lock;

        private TrippingLock(SimpleLock lock) {
            this.lock = lock;
        }

        @Override
        public void unlock() {
            try {
                tripwire.reached(Where.IMPORT, Point.UNLOCKING);
                lock.unlock();
            } finally {
                leave();
            }
        }

        @Override
        public Optional<SimpleLock> extend(Duration lockAtMostFor, Duration lockAtLeastFor) {
            Optional<SimpleLock> extended = lock.extend(lockAtMostFor, lockAtLeastFor);
            if (extended.isEmpty() && alone) {
                extended = delegate.lock(
                        new LockConfiguration(ClockProvider.now(), IMPORT, lockAtMostFor, lockAtLeastFor));
            }
            if (extended.isEmpty()) {
                leave(); // it is lost, and nobody is going to unlock it
            }
            return extended.map(TrippingLock::new);
        }
    }
}
