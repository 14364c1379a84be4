package io.autoimport.core.command;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class HandlerRegistry implements Mediator {

    private final Map<Class<?>, CommandHandler<?, ?>> handlers = new LinkedHashMap<>();

    HandlerRegistry(Collection<? extends CommandHandler<?, ?>> handlers) {
        for (CommandHandler<?, ?> handler : handlers) {
            @Nullable CommandHandler<?, ?> other = this.handlers.putIfAbsent(handler.commandType(), handler);
            if (other != null) {
                throw new IllegalArgumentException("Both " + other.getClass().getName() + " and "
                        + handler.getClass().getName() + " handle "
                        + handler.commandType().getName() + "; remove one of them");
            }
        }
    }

    @Override
    public <R> R send(Command<R> command) {
        @Nullable CommandHandler<?, ?> handler = handlers.get(command.getClass());
        if (handler == null) {
            throw new IllegalArgumentException("No handler for "
                    + command.getClass().getName() + "; "
                    + (handlers.isEmpty() ? "there are none at all" : "there are handlers for " + commandTypes()));
        }
        return dispatch(handler, command);
    }

    private String commandTypes() {
        return handlers.keySet().stream().map(Class::getName).collect(Collectors.joining(", "));
    }

    // The map's key is the handler's own command type, and C extends Command<R>: the result type follows.
    @SuppressWarnings("unchecked")
    private static <R, C extends Command<R>> R dispatch(CommandHandler<?, ?> handler, Command<R> command) {
        CommandHandler<C, R> matching = (CommandHandler<C, R>) handler;
        return matching.handle(matching.commandType().cast(command));
    }
}
