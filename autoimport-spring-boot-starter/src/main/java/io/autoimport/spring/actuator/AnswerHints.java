package io.autoimport.spring.actuator;

import io.autoimport.spring.workers.ExplanationDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * The answers of the operation whose return type does not tell what it answers. Those of the others are found by Spring
 * Boot.
 */
final class AnswerHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        new BindingReflectionHintsRegistrar()
                .registerReflectionHints(hints.reflection(), ExplanationDescriptor.class, PermissionDescriptor.class);
    }
}
