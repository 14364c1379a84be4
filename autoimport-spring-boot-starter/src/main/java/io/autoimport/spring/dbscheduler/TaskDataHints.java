package io.autoimport.spring.dbscheduler;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The data of a task is a text, which db-scheduler serializes as Java does unless the host gave it another serializer. */
final class TaskDataHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.reflection().registerJavaSerialization(String.class);
    }
}
