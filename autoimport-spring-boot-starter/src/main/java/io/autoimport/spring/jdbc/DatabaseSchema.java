package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Text;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.core.NestedExceptionUtils;

/**
 * Makes tables as Spring Boot makes them, but with patience: a database that is down keeps nobody from starting. What could
 * not be done at start is done before the first use. Thread-safe.
 */
final class DatabaseSchema {

    private static final Logger log = LoggerFactory.getLogger(DatabaseSchema.class);

    /** What is valid for MySQL is valid for MariaDB. */
    private static final Map<DatabaseDriver, String> PLATFORMS = Map.of(DatabaseDriver.MARIADB, "mysql");

    private final String what;
    private final DataSource dataSource;
    private final AutoImportJdbcProperties properties;
    private boolean prepared;
    private @Nullable DatabaseTime time;

    /** The schema of what the properties' script makes. */
    DatabaseSchema(String what, DataSource dataSource, AutoImportJdbcProperties properties) {
        this.what = what;
        this.dataSource = dataSource;
        this.properties = properties;
        this.prepared = properties.getInitializeSchema() == DatabaseInitializationMode.NEVER;
    }

    /** Makes the tables if that is asked for and possible now. */
    void prepareAtStart(boolean wanted) {
        DatabaseInitializationMode mode = properties.getInitializeSchema();
        if (mode != DatabaseInitializationMode.ALWAYS && !(mode == DatabaseInitializationMode.EMBEDDED && wanted)) {
            return;
        }
        try {
            prepare();
        } catch (RuntimeException e) {
            log.warn(
                    "{} could not be prepared; the first use tries again: {}",
                    what,
                    Text.singleLine(NestedExceptionUtils.getMostSpecificCause(e).toString()));
            log.debug("{} could not be prepared", what, e);
        }
    }

    /** Makes the tables if that is asked for and was not possible yet. */
    synchronized void prepare() {
        if (!prepared) {
            new PropertiesBasedDataSourceScriptDatabaseInitializer<>(dataSource, properties, PLATFORMS)
                    .initializeDatabase();
            prepared = true;
        }
    }

    /** How the database keeps times. It is asked once. */
    synchronized DatabaseTime time() {
        @Nullable DatabaseTime known = time;
        if (known == null) {
            known = DatabaseTime.of(dataSource);
            time = known;
        }
        return known;
    }
}
