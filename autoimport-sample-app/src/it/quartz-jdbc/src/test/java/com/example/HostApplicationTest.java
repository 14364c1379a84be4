package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.test.junit.Ec2SimulatorTest;
import io.autoimport.test.junit.SimulatedFleet;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        properties = {
            "auto-import.workers.initial-delay=0",
            "spring.datasource.url=jdbc:h2:mem:host",
            "spring.quartz.job-store-type=jdbc",
            "spring.quartz.jdbc.initialize-schema=always"
        })
@Ec2SimulatorTest
@SimulatedFleet(ami = "CML-2.7.0-a", instances = 3)
class HostApplicationTest {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void workersAppearByThemselves() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM auto_import_worker").query(Long.class).single())
                        .isEqualTo(3));
    }

    @Test
    void quartzKnowsTheJob() {
        assertThat(jdbc.sql("SELECT count(*) FROM QRTZ_JOB_DETAILS").query(Long.class).single()).isEqualTo(1);
    }
}
