package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class HostApplicationTest {

    private static final Ec2Simulator EC2 = Ec2Simulator.start();
    private static final EmbeddedPostgres POSTGRES = postgres();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        SimulatedRegion region = EC2.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0-a"), 3);
        properties.add("auto-import.workers.initial-delay", () -> 0);
        properties.add("auto-import.workers.aws.endpoint", EC2::endpoint);
        properties.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
        properties.add("auto-import.jdbc.initialize-schema", () -> "always");
    }

    @Autowired
    private JdbcClient jdbc;

    @Test
    void workersAppearByThemselves() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM auto_import_worker").query(Long.class).single())
                        .isEqualTo(3));
    }

    @Autowired
    private ImportedWorkers imported;

    @Autowired
    private ManualImport manualImport;

    @Test
    void theListenerIsToldAndAManualImportFindsThemKnown() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(imported.names()).hasSize(3));

        assertThat(manualImport.run("us-east-1", "alice").totalSkipped()).isEqualTo(3);
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
