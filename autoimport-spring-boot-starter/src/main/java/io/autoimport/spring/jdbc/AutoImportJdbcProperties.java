package io.autoimport.spring.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/** Properties of the tables in the host's database. */
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

    /** The same for the tables of another script. */
    AutoImportJdbcProperties withSchema(String location) {
        AutoImportJdbcProperties properties = new AutoImportJdbcProperties();
        properties.setSchema(location);
        @Nullable String platform = getPlatform();
        if (platform != null) {
            properties.setPlatform(platform);
        }
        properties.setInitializeSchema(getInitializeSchema());
        properties.setContinueOnError(isContinueOnError());
        return properties;
    }
}
