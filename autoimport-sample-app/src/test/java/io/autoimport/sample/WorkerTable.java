package io.autoimport.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The tables of the application in a database for tests, empty at first, and workers to fill them. */
public final class WorkerTable {

    private final JdbcClient jdbc;

    /** Makes the tables; the starter's by its own script for that database. */
    public WorkerTable(DataSource dataSource, String schemaOfTheStarter) {
        new ResourceDatabasePopulator(
                        new ClassPathResource("io/autoimport/spring/jdbc/" + schemaOfTheStarter),
                        new ClassPathResource("schema.sql"))
                .execute(dataSource);
        jdbc = JdbcClient.create(dataSource);
        jdbc.sql("DELETE FROM auto_import_worker").update();
        jdbc.sql("DELETE FROM sample_lab").update();
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public void insert(String instanceId, String state, Instant importedAt, Instant launchedAt) {
        jdbc.sql("INSERT INTO auto_import_worker (instance_id, region, source, name, state, instance_type, tags,"
                        + " image_id, created_by, run_id, imported_at, launched_at) VALUES (:id, 'us-east-1', 'default', :id,"
                        + " :state, 't3.micro', '{}', 'ami-1', 'test', 'run-1', :importedAt, :launchedAt)")
                .param("id", instanceId)
                .param("state", state)
                .param("importedAt", importedAt.atOffset(ZoneOffset.UTC))
                .param("launchedAt", launchedAt == null ? null : launchedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    public void setState(String instanceId, String state) {
        jdbc.sql("UPDATE auto_import_worker SET state = ? WHERE instance_id = ?")
                .params(state, instanceId)
                .update();
    }

    public void markMissing(String instanceId, Instant since) {
        jdbc.sql("UPDATE auto_import_worker SET missing_since = ? WHERE instance_id = ?")
                .params(since.atOffset(ZoneOffset.UTC), instanceId)
                .update();
    }
}
