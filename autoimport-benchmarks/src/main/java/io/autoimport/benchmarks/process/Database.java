package io.autoimport.benchmarks.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A PostgreSQL with the table of the workers, as it comes but for its place. */
public final class Database implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final JdbcTemplate jdbc;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        this.jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
        new ResourceDatabasePopulator(new ClassPathResource("io/autoimport/spring/jdbc/schema-postgresql.sql"))
                .execute(postgres.getPostgresDatabase());
    }

    /** Starts it. */
    public static Database start() {
        try {
            return new Database(EmbeddedPostgres.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the driver; the user is in it. */
    public String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** Its version. */
    public String version() {
        return String.valueOf(jdbc.queryForObject("SHOW server_version", String.class));
    }

    /** Makes the table empty, and writes down what is pending, so that no run pays for another one. */
    public void empty() {
        jdbc.execute("TRUNCATE auto_import_worker");
        settle();
    }

    /** Writes down what is pending, and gathers statistics. */
    public void settle() {
        jdbc.execute("VACUUM ANALYZE auto_import_worker");
        jdbc.execute("CHECKPOINT");
    }

    /** How many workers are in the table. */
    public long workers() {
        Long count = jdbc.queryForObject("SELECT count(*) FROM auto_import_worker", Long.class);
        return count == null ? 0 : count;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
