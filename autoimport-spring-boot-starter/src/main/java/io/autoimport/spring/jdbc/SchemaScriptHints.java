package io.autoimport.spring.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The scripts that make the tables are found by the name of the database's platform, which is known at run time only. */
final class SchemaScriptHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("io/autoimport/spring/jdbc/schema-*.sql");
    }
}
