package io.autoimport.core.command;

/**
 * Does what the commands of one type wish for. Implementations must be thread-safe.
 *
 * @param <C> the type of command
 * @param <R> what doing it results in
 */
public interface CommandHandler<C extends Command<R>, R> {

    /**
     * The commands that this handler takes.
     *
     * @return their class
     */
    Class<C> commandType();

    /**
     * Does it.
     *
     * @param command what to do
     * @return what came of it
     */
    R handle(C command);
}
