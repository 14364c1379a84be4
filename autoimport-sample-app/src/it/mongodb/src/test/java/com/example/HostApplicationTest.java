package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.autoimport.test.junit.Ec2SimulatorTest;
import io.autoimport.test.junit.SimulatedFleet;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(properties = "auto-import.workers.initial-delay=0")
@Ec2SimulatorTest
@SimulatedFleet(ami = "CML-2.7.0-a", instances = 3)
class HostApplicationTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        MongoServer server = new MongoServer(new MemoryBackend());
        String url = server.bindAndGetConnectionString() + "/test";
        properties.add("spring.mongodb.uri", () -> url);
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
