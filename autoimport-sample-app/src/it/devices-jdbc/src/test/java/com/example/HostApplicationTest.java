package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.test.junit.Ec2SimulatorTest;
import io.autoimport.test.junit.SimulatedFleet;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        properties = {
            "auto-import.workers.initial-delay=0",
            "auto-import.jdbc.initialize-schema=always",
            "spring.sql.init.mode=always"
        })
@Ec2SimulatorTest
@SimulatedFleet(ami = "CML-2.7.0-a", instances = 3)
class HostApplicationTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        properties.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
    }

    @Autowired
    private JdbcClient jdbc;

    @Test
    void workersAppearByThemselves() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM devices").query(Long.class).single())
                        .isEqualTo(3));
    }
}
