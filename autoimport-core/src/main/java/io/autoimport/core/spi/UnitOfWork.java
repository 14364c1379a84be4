package io.autoimport.core.spi;

import java.util.function.Supplier;

/**
 * Does several things all or nothing: the inserts and updates of a page and the publication of their events. Implementations must
 * be thread-safe.
 */
@FunctionalInterface
public interface UnitOfWork {

    /**
     * No transaction: what was inserted stays inserted even if the publication of its events fails, so that those
     * events are lost.
     */
    UnitOfWork NONE = new UnitOfWork() {
        @Override
        public <T> T execute(Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * Runs the work, once.
     *
     * @param work what to do; if it throws, all that it did is undone, and the exception goes on to the caller
     * @param <T> what the work answers
     * @return the answer of the work
     */
    <T> T execute(Supplier<T> work);
}
