package io.autoimport.sample.workers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class WorkerMetricsCollectionJobPostgresTest extends WorkerMetricsCollectionJobContract {

    private static EmbeddedPostgres postgres;

    WorkerMetricsCollectionJobPostgresTest() {
        super(postgres.getPostgresDatabase(), "schema-postgresql.sql");
    }

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }
}
