package io.autoimport.core.command;

import java.util.Collection;

/** Brings each command to its handler. Thread-safe. */
@FunctionalInterface
public interface Mediator {

    /**
     * Has a command handled, on the calling thread.
     *
     * @param command what to do
     * @param <R> what doing it results in
     * @return what came of it
     * @throws IllegalArgumentException if nobody handles such commands
     */
    <R> R send(Command<R> command);

    /**
     * A mediator between these handlers and those who send commands.
     *
     * @param handlers at most one for each type of command
     * @return the mediator
     * @throws IllegalArgumentException if two handlers take the same commands
     */
    static Mediator of(Collection<? extends CommandHandler<?, ?>> handlers) {
        return new HandlerRegistry(handlers);
    }
}
