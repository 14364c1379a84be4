package io.autoimport.spring.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.autoimport.spring.support.TestDatabases;
import javax.sql.DataSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A PostgreSQL database with the tables of a scheduler, which outlives the hosts that use it. */
public final class EngineDatabase {

    /** As db-scheduler documents it; its jar has no scripts. */
    public static final Resource DB_SCHEDULER_TABLE = new ByteArrayResource("""
            create table scheduled_tasks (
              task_name varchar(100) not null,
              task_instance varchar(100) not null,
              task_data bytea,
              execution_time timestamp with time zone not null,
              picked boolean not null,
              picked_by varchar(50),
              last_success timestamp with time zone,
              last_failure timestamp with time zone,
              consecutive_failures int,
              last_heartbeat timestamp with time zone,
              version bigint not null,
              priority smallint,
              primary key (task_name, task_instance)
            );""".getBytes(UTF_8));

    private final DataSource dataSource =
            new DriverManagerDataSource(TestDatabases.postgresDatabaseUrl(), "postgres", "");
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
