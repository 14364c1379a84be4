package io.autoimport.core.command;

/**
 * A wish for something to be done; immutable, and validated when made.
 *
 * @param <R> what doing it results in
 */
public interface Command<R> {}
