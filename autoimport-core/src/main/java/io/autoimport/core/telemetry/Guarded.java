package io.autoimport.core.telemetry;

import io.autoimport.core.model.JobResult;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from the run. */
final class Guarded {

    private static final Logger log = LoggerFactory.getLogger(ImportListeners.class);

    private final ImportListener listener;
    private final AtomicBoolean warned = new AtomicBoolean();

    Guarded(ImportListener listener) {
        this.listener = listener;
    }

    <R> Observation<R> observe(Function<ImportListener, Observation<R>> start) {
        Observation<R> observation = guard(() -> start.apply(listener), Observation.none());
        return new Observation<>() {
            @Override
            public void completed(R result) {
                guard(() -> observation.completed(result));
            }

            @Override
            public void close() {
                guard(observation::close);
            }
        };
    }

    void notRun(JobResult result) {
        guard(() -> listener.notRun(result));
    }

    /** The task runs exactly once, whether or not the listener's wrapping fails before or behind it. */
    Runnable propagating(Runnable task) {
        AtomicBoolean ran = new AtomicBoolean();
        Runnable once = () -> {
            if (ran.compareAndSet(false, true)) {
                task.run();
            }
        };
        Runnable wrapped = guard(() -> listener.propagating(once), once);
        return () -> {
            guard(wrapped);
            once.run();
        };
    }

    private void guard(Runnable action) {
        guard(
                () -> {
                    action.run();
                    return listener;
                },
                listener);
    }

    // Everything: a listener whose class path is broken (NoClassDefFoundError), or that is written in Kotlin and throws
    // checked exceptions unannounced, must not take the import with it.
    private <T> T guard(Supplier<T> action, T fallback) {
        try {
            return action.get();
        } catch (Throwable e) {
            if (warned.compareAndSet(false, true)) {
                log.warn(
                        "Import listener {} failed; the import goes on without it. Further failures of it are logged"
                                + " at debug level only",
                        listener.getClass().getName(),
                        e);
            } else {
                log.debug("Import listener {} failed again", listener.getClass().getName(), e);
            }
            return fallback;
        }
    }
}
