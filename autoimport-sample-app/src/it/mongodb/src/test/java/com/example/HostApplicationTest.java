package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class HostApplicationTest {

    private static final Ec2Simulator EC2 = Ec2Simulator.start();
    private static final MongoServer MONGO = new MongoServer(new MemoryBackend());

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        SimulatedRegion region = EC2.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0-a"), 3);
        properties.add("auto-import.workers.initial-delay", () -> 0);
        properties.add("auto-import.workers.aws.endpoint", EC2::endpoint);
        properties.add("spring.mongodb.uri", () -> MONGO.bindAndGetConnectionString() + "/test");
    }

    @Autowired
    private MongoClient mongo;

    @Test
    void workersAppearByThemselves() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(mongo.getDatabase("test")
                                .getCollection("auto_import_worker")
                                .countDocuments())
                        .isEqualTo(3));
    }
}
