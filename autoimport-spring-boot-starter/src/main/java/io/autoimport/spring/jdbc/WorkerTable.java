package io.autoimport.spring.jdbc;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;

/**
 * Makes the table of the workers as Spring Boot makes tables, but with patience: a database that is down keeps nobody
 * from starting. What could not be done at start is done before the first use. Thread-safe.
 */
final class WorkerTable {

    private static final Logger log = LoggerFactory.getLogger(WorkerTable.class);

    private final DataSource dataSource;
    private final AutoImportJdbcProperties properties;
    private boolean prepared;

    WorkerTable(DataSource dataSource, AutoImportJdbcProperties properties) {
        this.dataSource = dataSource;
        this.properties = properties;
    }

    /** Makes the table if that is asked for and possible now. */
    WorkerTable prepareAtStart() {
        try {
            prepare();
        } catch (RuntimeException e) {
            log.warn("The table of the workers could not be prepared; the first import tries again: {}", e.toString());
            log.debug("The table of the workers could not be prepared", e);
        }
        return this;
    }

    /** Makes the table if that is asked for and was not possible yet. */
    synchronized void prepare() {
        if (!prepared) {
            new PropertiesBasedDataSourceScriptDatabaseInitializer<>(dataSource, properties).initializeDatabase();
            prepared = true;
        }
    }
}
