package io.autoimport.sample.aheadoftime;

import static io.autoimport.sample.aheadoftime.JavaProcess.APPLICATION;
import static io.autoimport.sample.aheadoftime.JavaProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The application's jar, started on what was generated when it was built. */
class AheadOfTimeIT {

    @TempDir
    private Path folder;

    private JavaProcess start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("-Dspring.aot.enabled=true", "-jar", APPLICATION.toString(), "--server.port=0"));
        all.addAll(List.of(arguments));
        return JavaProcess.start(folder, environment, all);
    }

    private static JsonNode get(RestClient http, String path) {
        return http.get().uri(path).retrieve().body(JsonNode.class);
    }

    private static void awaitWorkers(RestClient http, int count) {
        await().atMost(PATIENCE).until(() -> get(http, "/api/workers").size() == count);
    }

    @Test
    void workersAreImportedAndTheEndpointAnswers() throws Exception {
        try (JavaProcess application = start(Map.of())) {
            RestClient http = application.awaitStart();
            assertThat(application.output()).contains("Starting AOT-processed SampleApplication");

            awaitWorkers(http, 4);
            await().atMost(PATIENCE)
                    .until(() ->
                            get(http, "/actuator/autoimport").path("lastRun").isObject());

            String instanceId = get(http, "/api/workers").at("/0/instanceId").asString();
            assertThat(get(http, "/actuator/autoimport").path("scheduler").asString())
                    .isEqualTo("spring");
            assertThat(get(http, "/actuator/autoimport/" + instanceId)
                            .path("decision")
                            .asString())
                    .isEqualTo("IMPORTED");
            assertThat(get(http, "/actuator/autoimport/permissions").findValuesAsString("verdict"))
                    .isNotEmpty()
                    .containsOnly("ALLOWED");
            assertThat(get(http, "/actuator/autoimport/iam-policy").toString()).contains("ec2:DescribeInstances");
            assertThat(get(http, "/actuator/health")
                            .at("/components/autoImport/status")
                            .asString())
                    .isEqualTo("UP");
        }
    }

    @Test
    void theEndpointRunsTheJob() throws Exception {
        try (JavaProcess application = start(Map.of(), "--auto-import.workers.initial-delay=1h")) {
            RestClient http = application.awaitStart();

            ResponseEntity<JsonNode> answer = http.post()
                    .uri("/actuator/autoimport")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("{\"dryRun\": true}")
                    .retrieve()
                    .toEntity(JsonNode.class);

            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
            assertThat(answer.getBody().path("status").asString()).isEqualTo("success");
            assertThat(answer.getBody().at("/plan/changes").size()).isEqualTo(4);
        }
    }

    @Test
    void environmentVariablesCountThatAreSetOnlyForTheStart() throws Exception {
        Map<String, String> environment = Map.of(
                "AUTO_IMPORT_WORKERS_ENABLED", "true",
                "AUTO_IMPORT_WORKERS_INTERVAL", "7200",
                "AUTO_IMPORT_WORKERS_AMI_NAME", "CML-2.6.*");
        try (JavaProcess application = start(environment, "--auto-import.workers.initial-delay=0")) {
            RestClient http = application.awaitStart();

            awaitWorkers(http, 2);

            assertThat(get(http, "/api/workers").findValuesAsString("name")).containsOnly("cml-older-release");
            assertThat(get(http, "/actuator/autoimport").path("interval").asString())
                    .isEqualTo("PT2H");
        }
    }

    @Test
    void switchedOffByItsEnvironmentVariableItIsNotScheduled() throws Exception {
        try (JavaProcess application = start(Map.of("AUTO_IMPORT_WORKERS_ENABLED", "false"))) {
            RestClient http = application.awaitStart();

            assertThat(application.output()).contains("⏭️ Auto-import workers disabled - skipping job");
            assertThat(get(http, "/actuator/autoimport").path("enabled").asBoolean())
                    .isFalse();
            assertThat(get(http, "/actuator/autoimport").hasNonNull("nextRun")).isFalse();
        }
    }

    @Test
    void anotherStoreThanThatOfTheBuildIsRefused() throws Exception {
        try (JavaProcess application = start(Map.of("AUTO_IMPORT_JOBS_STORE", "memory"))) {
            application.awaitEnd(1);

            assertThat(application.output())
                    .contains("APPLICATION FAILED TO START")
                    .contains("auto-import.jobs.store")
                    .contains("Set it to the same value when the application is built");
        }
    }
}
