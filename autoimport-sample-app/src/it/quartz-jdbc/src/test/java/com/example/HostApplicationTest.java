package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class HostApplicationTest {

    private static final Ec2Simulator EC2 = Ec2Simulator.start();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        SimulatedRegion region = EC2.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0-a"), 3);
        properties.add("auto-import.workers.initial-delay", () -> 0);
        properties.add("auto-import.workers.aws.endpoint", EC2::endpoint);
        properties.add("spring.datasource.url", () -> "jdbc:h2:mem:host");
        properties.add("spring.quartz.job-store-type", () -> "jdbc");
        properties.add("spring.quartz.jdbc.initialize-schema", () -> "always");
    }

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
