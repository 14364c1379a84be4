package io.autoimport.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClient;

/** Workers whose CML is broken, slow or talks nonsense, in the application as it is: the import, both other jobs and all other workers go on. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "auto-import.workers.initial-delay=0",
            "auto-import.workers.interval=1",
            "sample.worker-metrics.initial-delay=0s",
            "sample.worker-metrics.interval=500ms",
            "sample.labs-refresh.initial-delay=0s",
            "sample.labs-refresh.interval=500ms",
            "sample.cml.request-timeout=3s"
        })
class SampleFaultyWorkersTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @LocalServerPort
    private int port;

    private RestClient http;

    @BeforeEach
    void connect() {
        http = RestClient.create("http://127.0.0.1:" + port);
    }

    private void set(String instanceId, String fault) {
        http.post()
                .uri("/api/simulator/instances/" + instanceId + "/cml?fault=" + fault)
                .retrieve()
                .toBodilessEntity();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> measurements() {
        Map<String, Object> metrics =
                http.get().uri("/api/workers/metrics").retrieve().body(new ParameterizedTypeReference<>() {});
        return (List<Map<String, Object>>) metrics.get("workers");
    }

    private Map<String, Object> measurement(String instanceId) {
        return measurements().stream()
                .filter(worker -> worker.get("instanceId").equals(instanceId))
                .findFirst()
                .orElse(Map.of());
    }

    private List<String> answering() {
        return measurements().stream()
                .filter(worker -> worker.get("load") != null && worker.get("labs") != null)
                .map(worker -> (String) worker.get("instanceId"))
                .toList();
    }

    private List<Object> labsOnRecord(String instanceId) {
        return http.get()
                .uri("/api/workers/" + instanceId + "/labs")
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
    }

    @Test
    void theImportBothOtherJobsAndAllOtherWorkersGoOn(CapturedOutput log) {
        List<String> all = await().atMost(PATIENCE).until(this::answering, answering -> answering.size() == 3);
        String broken = all.get(0);
        String slow = all.get(1);
        String garbage = all.get(2);
        await().atMost(PATIENCE).until(() -> !labsOnRecord(broken).isEmpty());
        set(broken, "broken");
        set(slow, "slow");
        set(garbage, "garbage");

        List<String> launched =
                http.post().uri("/api/simulator/launch").retrieve().body(new ParameterizedTypeReference<>() {});

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(answering()).containsExactlyInAnyOrderElementsOf(launched);
            assertThat(measurement(broken).get("problem")).asString().contains("status 500");
            assertThat(measurement(slow).get("problem")).asString().contains("no answer within PT3S");
            assertThat(measurement(garbage).get("problem")).asString().contains("no JSON");
        });
        for (String id : launched) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(labsOnRecord(id)).isNotEmpty());
        }
        assertThat(labsOnRecord(broken)).isNotEmpty();
        assertThat(log.getAll())
                .contains("⚠️ " + broken + ", /api/v0/system_information: status 500")
                .doesNotContain("Job worker-metrics-collection failed", "Job labs-refresh failed");

        set(broken, "none");
        set(slow, "none");
        set(garbage, "none");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(answering()).contains(broken, slow, garbage));
    }
}
