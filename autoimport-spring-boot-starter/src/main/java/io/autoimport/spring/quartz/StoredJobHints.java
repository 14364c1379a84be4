package io.autoimport.spring.quartz;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Quartz makes a job of the name of its class. */
final class StoredJobHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.reflection().registerType(RecurrentJobOnQuartz.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
    }
}
