package io.autoimport.spring.jdbc;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/** Properties of the worker table in the host's database. */
@ConfigurationProperties("auto-import.jdbc")
public class AutoImportJdbcProperties extends DatabaseInitializationProperties {

    private static final String DEFAULT_SCHEMA_LOCATION =
            "optional:classpath:io/autoimport/spring/jdbc/schema-@@platform@@.sql";

    /** For Spring. */
    public AutoImportJdbcProperties() {}

    @Override
    public String getDefaultSchemaLocation() {
        return DEFAULT_SCHEMA_LOCATION;
    }
}
