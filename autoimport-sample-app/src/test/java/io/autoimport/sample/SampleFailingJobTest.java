package io.autoimport.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClient;

/** A job that always fails, beside the others: they go on, and so does it. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sample.failing-job.enabled=true",
            "sample.failing-job.interval=500ms",
            "sample.worker-metrics.initial-delay=0s",
            "sample.worker-metrics.interval=500ms",
            "auto-import.workers.initial-delay=0",
            "auto-import.workers.interval=1"
        })
class SampleFailingJobTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String FAILURE = "Job always-failing failed";

    @LocalServerPort
    private int port;

    @Autowired
    private AutoImportWorkersJob importJob;

    @Autowired
    private List<RecurrentJob> jobs;

    private RestClient http;

    @BeforeEach
    void connect() {
        http = RestClient.create("http://127.0.0.1:" + port);
    }

    @Test
    void importAndMetricsGoOnBesideAJobThatAlwaysFails(CapturedOutput log) {
        assertThat(jobs).extracting(RecurrentJob::name).contains("always-failing");
        awaitFailures(log, 2);
        Instant afterTwoFailures = Instant.now();

        await().atMost(PATIENCE).until(() -> importedAgainAfter(afterTwoFailures));
        await().atMost(PATIENCE).until(() -> collectedAgainAfter(afterTwoFailures));

        List<String> launched =
                http.post().uri("/api/simulator/launch").retrieve().body(new ParameterizedTypeReference<>() {});
        assertThat(launched).hasSize(5);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(collectedIds()).containsAll(launched));
        awaitFailures(log, failures(log) + 1);
    }

    private static void awaitFailures(CapturedOutput log, long count) {
        await().atMost(PATIENCE).until(() -> failures(log) >= count);
    }

    private static long failures(CapturedOutput log) {
        return log.getAll().lines().filter(line -> line.contains(FAILURE)).count();
    }

    private Map<String, Object> metrics() {
        return http.get().uri("/api/workers/metrics").retrieve().body(new ParameterizedTypeReference<>() {});
    }

    private boolean importedAgainAfter(Instant time) {
        return importJob
                .lastResult()
                .filter(result -> result.status() == JobStatus.SUCCESS)
                .filter(result -> result.startedAt().isAfter(time))
                .isPresent();
    }

    private boolean collectedAgainAfter(Instant time) {
        return metrics().get("collectedAt") instanceof String collectedAt
                && Instant.parse(collectedAt).isAfter(time);
    }

    @SuppressWarnings("unchecked")
    private List<String> collectedIds() {
        List<Map<String, Object>> workers =
                (List<Map<String, Object>>) metrics().get("workers");
        return workers.stream().map(worker -> (String) worker.get("instanceId")).toList();
    }
}
