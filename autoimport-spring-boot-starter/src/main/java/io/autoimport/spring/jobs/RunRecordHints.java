package io.autoimport.spring.jobs;

import io.autoimport.core.model.RunRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Stores keep a run as JSON, which is written and read by reflection on the records that it is made of. */
final class RunRecordHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), RunRecord.class);
    }
}
