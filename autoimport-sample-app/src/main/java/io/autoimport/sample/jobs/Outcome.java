package io.autoimport.sample.jobs;

import java.util.function.Function;

/**
 * How it went for one of many.
 *
 * @param <T> the type of item
 * @param <R> the type of result
 */
public sealed interface Outcome<T, R> {

    /**
     * For whom it was done, or not.
     *
     * @return one of the items
     */
    T item();

    /**
     * What came of it.
     *
     * @param instead makes a result of what was thrown
     * @return the result, or what was made instead
     */
    R orElse(Function<? super Throwable, ? extends R> instead);

    /**
     * It was done.
     *
     * @param item for whom
     * @param result what came of it
     * @param <T> the type of item
     * @param <R> the type of result
     */
    record Done<T, R>(T item, R result) implements Outcome<T, R> {

        @Override
        public R orElse(Function<? super Throwable, ? extends R> instead) {
            return result;
        }
    }

    /**
     * It was not done, or not to its end.
     *
     * @param item for whom
     * @param failure what was thrown
     * @param <T> the type of item
     * @param <R> the type of result
     */
    record Failed<T, R>(T item, Throwable failure) implements Outcome<T, R> {

        @Override
        public R orElse(Function<? super Throwable, ? extends R> instead) {
            return instead.apply(failure);
        }
    }
}
