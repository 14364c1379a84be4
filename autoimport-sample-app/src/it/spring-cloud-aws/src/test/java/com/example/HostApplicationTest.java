package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedAccount;
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
        SimulatedAccount account = EC2.account("444455556666"); // not what keys stand for that nobody has given out
        SimulatedRegion region = account.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0-a"), 3);
        properties.add("auto-import.workers.initial-delay", () -> 0);
        properties.add("auto-import.workers.aws.endpoint", EC2::endpoint);
        properties.add("spring.datasource.url", () -> "jdbc:h2:mem:host");
        properties.add("spring.cloud.aws.region.static", () -> "us-east-1");
        properties.add("spring.cloud.aws.credentials.access-key", account::accessKeyId);
        properties.add("spring.cloud.aws.credentials.secret-key", account::secretAccessKey);
    }

    @Autowired
    private JdbcClient jdbc;

    @Test
    void workersOfTheAccountThatSpringCloudAwsHasTheKeysOfAppearByThemselves() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM auto_import_worker").query(Long.class).single())
                        .isEqualTo(3));
    }
}
