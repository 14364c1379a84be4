package io.autoimport.spring.engines;

import io.autoimport.spring.support.TestDatabases;
import javax.sql.DataSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A PostgreSQL database with the tables of a scheduler, which outlives the hosts that use it. */
final class EngineDatabase {

    private final DataSource dataSource = new DriverManagerDataSource(TestDatabases.postgresUrl(), "postgres", "");
    private final JdbcTemplate sql = new JdbcTemplate(dataSource);

    /** Makes a database with what the scripts create. */
    static EngineDatabase of(Resource... scripts) {
        EngineDatabase database = new EngineDatabase();
        new ResourceDatabasePopulator(scripts).execute(database.dataSource);
        return database;
    }

    DataSource dataSource() {
        return dataSource;
    }

    JdbcTemplate sql() {
        return sql;
    }

    /**
     * A host on this database. All hosts share the one DataSource: within a JVM, Quartz schedulers of the same name do.
     */
    ApplicationContextRunner host() {
        return new ApplicationContextRunner().withBean(DataSource.class, () -> dataSource);
    }
}
