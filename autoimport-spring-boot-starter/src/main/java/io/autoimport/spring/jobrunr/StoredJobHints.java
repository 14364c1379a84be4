package io.autoimport.spring.jobrunr;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** JobRunr calls a job by the names of its class and of its method. */
final class StoredJobHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.reflection().registerType(RecurrentJobOnJobRunr.class, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
}
