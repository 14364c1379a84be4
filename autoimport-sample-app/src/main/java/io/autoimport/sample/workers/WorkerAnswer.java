package io.autoimport.sample.workers;

import org.jspecify.annotations.Nullable;

/**
 * What a worker's CML said when it was asked.
 *
 * @param load null if it did not say
 * @param labs how many it has, or null if it did not say
 * @param problem why it did not say all of it, or null if it did
 */
record WorkerAnswer(
        @Nullable WorkerLoad load,
        @Nullable Integer labs,
        @Nullable String problem) {

    /** Of a worker that is not asked. */
    static final WorkerAnswer NOT_ASKED = new WorkerAnswer(null, null, null);
}
