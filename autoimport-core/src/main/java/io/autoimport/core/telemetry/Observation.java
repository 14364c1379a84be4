package io.autoimport.core.telemetry;

/**
 * The watch over something that takes time. It is opened, completed and closed on one thread; while it is open it is
 * what that thread works on, so that observations opened meanwhile belong to it.
 *
 * @param <R> what is observed results in this
 */
public interface Observation<R> extends AutoCloseable {

    /**
     * Says how it ended. Called at most once, and not at all if an unexpected exception ended it.
     *
     * @param result what came out
     */
    void completed(R result);

    /** Ends the observation. */
    @Override
    void close();

    /**
     * Watches nothing.
     *
     * @param <R> what is not observed
     * @return an observation without effect
     */
    static <R> Observation<R> none() {
        return new Observation<>() {
            @Override
            public void completed(R result) {}

            @Override
            public void close() {}
        };
    }
}
