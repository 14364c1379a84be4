package io.autoimport.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.job.RecurrentJob;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** The application as it is, over HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "auto-import.workers.initial-delay=0",
            "auto-import.workers.interval=1h",
            "sample.worker-metrics.initial-delay=0s",
            "sample.worker-metrics.interval=500ms",
            "sample.labs-refresh.initial-delay=0s",
            "sample.labs-refresh.interval=500ms"
        })
class SampleApplicationTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Ec2Simulator ec2;

    @Autowired
    private AutoImportWorkersJob job;

    @Autowired
    private List<RecurrentJob> jobs;

    private RestClient http;

    @BeforeEach
    void awaitTheFirstRunByItself() {
        http = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
        await().atMost(Duration.ofMinutes(1)).until(() -> job.lastResult().isPresent());
    }

    private List<Map<String, Object>> workers() {
        return http.get().uri("/api/workers").retrieve().body(new ParameterizedTypeReference<>() {});
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> metrics() {
        return (List<Map<String, Object>>) get("/api/workers/metrics").get("workers");
    }

    private Map<String, Object> get(String path) {
        return http.get().uri(path).retrieve().body(new ParameterizedTypeReference<>() {});
    }

    private ResponseEntity<Map<String, Object>> post(String path, String json) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .retrieve()
                .toEntity(new ParameterizedTypeReference<>() {});
    }

    @Test
    void workersAppearByThemselvesWithAllThatIsPromisedOfThem() {
        assertThat(workers())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(worker -> assertThat(worker)
                        .containsOnlyKeys(
                                "instanceId",
                                "region",
                                "imageId",
                                "imageName",
                                "name",
                                "state",
                                "instanceType",
                                "privateIp",
                                "publicIp",
                                "tags",
                                "createdBy",
                                "importedAt",
                                "source",
                                "missingSince")
                        .containsEntry("missingSince", null));
        assertThat(workers()).extracting(worker -> worker.get("state")).doesNotContain("terminated");
        assertThat(workers())
                .filteredOn(worker -> worker.get("name").equals("cml-stopped"))
                .singleElement()
                .satisfies(worker -> assertThat(worker)
                        .containsEntry("region", "us-east-1")
                        .containsEntry("imageName", "CML-2.7.0-lite")
                        .containsEntry("state", "stopped")
                        .containsEntry("createdBy", "auto-import-job")
                        .containsEntry("source", "default")
                        .containsEntry("tags", Map.of("Name", "cml-stopped")));
    }

    @Test
    void whatMustNotBeImportedIsNot() {
        assertThat(workers())
                .extracting(worker -> worker.get("name"))
                .doesNotContain("cml-gone", "cml-older-release", "cml-of-a-stranger");
    }

    @Test
    void fiveLaunchedInstancesAreImportedByTheNextRun() {
        int before = workers().size();
        ResponseEntity<List<String>> launched =
                http.post().uri("/api/simulator/launch").retrieve().toEntity(new ParameterizedTypeReference<>() {});
        assertThat(launched.getBody()).hasSize(5);

        Map<String, Object> result =
                post("/actuator/autoimport", "{\"dryRun\": false}").getBody();

        assertThat(result).containsEntry("status", "success");
        assertThat(workers())
                .hasSizeGreaterThanOrEqualTo(before + 5)
                .extracting(worker -> worker.get("instanceId"))
                .containsAll(launched.getBody());
        assertThat(get("/actuator/autoimport"))
                .containsEntry("enabled", true)
                .extractingByKey("lastRun")
                .isEqualTo(result);
    }

    @Test
    void aDryRunReportsAndWritesNothing() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-dry"), 2);
        int before = workers().size();

        Map<String, Object> result =
                post("/actuator/autoimport", "{\"dryRun\": true}").getBody();

        assertThat(result).containsEntry("dryRun", true);
        assertThat((Integer) result.get("totalImported")).isGreaterThanOrEqualTo(2);
        assertThat(changes(result))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(change -> assertThat(change)
                        .containsOnlyKeys("action", "source", "region", "instanceId", "name", "detail")
                        .containsEntry("source", "default")
                        .containsEntry("region", "us-east-1"));
        assertThat(workers()).hasSize(before);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> changes(Map<String, Object> result) {
        return (List<Map<String, Object>>) ((Map<String, Object>) result.get("plan")).get("changes");
    }

    @Test
    void aManualImportNamesRegionAndAmi() {
        ec2.region("eu-west-1").launch(ec2.region("eu-west-1").registerImage("Other-1"), 2);

        ResponseEntity<Map<String, Object>> response =
                post("/api/workers/import", "{\"region\": \"eu-west-1\", \"amiName\": \"Other-*\"}");

        assertThat(response.getStatusCode().value()).isEqualTo(200);
        assertThat(response.getBody()).containsEntry("status", "success").containsEntry("totalImported", 2);
        assertThat(workers())
                .filteredOn(worker -> worker.get("region").equals("eu-west-1"))
                .hasSize(2)
                .allSatisfy(worker -> assertThat(worker).containsEntry("createdBy", "manual-import"));
    }

    @Test
    void aManualImportNamesAmiIdsInstead() {
        SimulatedImage image = ec2.region("eu-west-2").registerImage("Other-2");
        String id = ec2.region("eu-west-2").launch(image).id();

        Map<String, Object> result = post(
                        "/api/workers/import", "{\"region\": \"eu-west-2\", \"amiIds\": [\"" + image.id() + "\"]}")
                .getBody();

        assertThat(result).containsEntry("importedWorkerIds", List.of(id));
    }

    @Test
    void aManualImportNamesInstancesInstead() {
        SimulatedRegion region = ec2.region("eu-west-3");
        List<SimulatedInstance> launched = region.launch(region.registerImage("Other-3"), 2);
        String id = launched.get(1).id();

        Map<String, Object> result = post(
                        "/api/workers/import", "{\"region\": \"eu-west-3\", \"instanceIds\": [\"" + id + "\"]}")
                .getBody();

        assertThat(result).containsEntry("importedWorkerIds", List.of(id));
    }

    @Test
    void aManualImportCanBePlannedOnly() {
        SimulatedRegion region = ec2.region("eu-north-1");
        String id = region.launch(region.registerImage("Other-4")).id();

        Map<String, Object> result = post(
                        "/api/workers/import",
                        "{\"region\": \"eu-north-1\", \"amiName\": \"Other-*\", \"dryRun\": true}")
                .getBody();

        assertThat(result).containsEntry("dryRun", true);
        assertThat(changes(result))
                .singleElement()
                .satisfies(change -> assertThat(change)
                        .containsEntry("action", "IMPORT")
                        .containsEntry("source", "manual")
                        .containsEntry("instanceId", id));
        assertThat(ids(workers())).doesNotContain(id);
    }

    @Test
    void anInstanceIsExplainedForEachTarget() {
        Map<String, Object> explanation =
                get("/actuator/autoimport/" + workers().get(0).get("instanceId"));

        assertThat(explanation)
                .containsEntry("instanceId", workers().get(0).get("instanceId"))
                .containsKeys("decision", "summary");
        assertThat(explanation)
                .extractingByKey("targets", InstanceOfAssertFactories.list(Map.class))
                .singleElement(InstanceOfAssertFactories.MAP)
                .containsEntry("source", "default")
                .containsEntry("region", "us-east-1");
    }

    @Test
    void whatIsNoInstanceIdIsNotExplained() {
        ResponseEntity<Map<String, Object>> response =
                http.get().uri("/actuator/autoimport/ami-1").retrieve().toEntity(new ParameterizedTypeReference<>() {});

        assertThat(response.getStatusCode().value()).isEqualTo(400);
        assertThat(response.getBody()).extractingByKey("detail").asString().contains("is not an instance id");
    }

    @Test
    void aManualImportThatMakesNoSenseIsRefusedWithTheReason() {
        assertRefused("{\"region\": \"eu-west-1\"}", "amiName, amiIds or instanceIds is missing");
        assertRefused("{\"region\": \"eu-west-1\", \"amiIds\": []}", "At least one AMI id is needed");
        assertRefused("{\"region\": \"eu-west-1\", \"amiIds\": [null]}", "'' is not an AMI id");
        assertRefused("{\"region\": \"eu-west-1\", \"instanceIds\": [\"ami-1\"]}", "'ami-1' is not an instance id");
        assertRefused(
                "{\"region\": \"eu-west-1\", \"amiName\": \"CML-*\", \"instanceIds\": [\"i-1\"]}",
                "exactly one of an AMI name, AMI ids and instance ids");
        assertRefused("{\"region\": \"eu-west-1\", \"amiIds\": \"ami-1\"}", "The body can't be read: expected");
        assertRefused("{\"amiName\": \"CML-*\"}", "region is missing");
        assertRefused("{\"region\": \"../evil\", \"amiName\": \"CML-*\"}", "is not a region");
        assertRefused("{nonsense", "The body can't be read: expected");
    }

    private void assertRefused(String json, String reason) {
        ResponseEntity<Map<String, Object>> response = post("/api/workers/import", json);
        assertThat(response.getStatusCode().value()).isEqualTo(400);
        assertThat(response.getBody()).extractingByKey("detail").asString().contains(reason);
    }

    @Test
    void theStateAndTheAgeOfEachWorkerAreCollected() {
        awaitThatAllWorkersAreCollected();

        assertThat(get("/api/workers/metrics"))
                .containsOnlyKeys("collectedAt", "total", "byState", "workers")
                .containsEntry("total", workers().size())
                .extractingByKey("byState", InstanceOfAssertFactories.map(String.class, Integer.class))
                .containsEntry("stopped", 1)
                .containsKey("running");
        assertThat(metrics()).allSatisfy(worker -> {
            assertThat(worker)
                    .containsOnlyKeys(
                            "instanceId",
                            "region",
                            "state",
                            "ageSeconds",
                            "instanceAgeSeconds",
                            "load",
                            "labs",
                            "problem");
            assertThat((Integer) worker.get("ageSeconds")).isNotNegative();
            assertThat((Integer) worker.get("instanceAgeSeconds")).isNotNegative();
        });
    }

    @Test
    void theStateAndTheAgeOfEachWorkerAreMetersOfTheHost() {
        awaitThatAllWorkersAreCollected();

        awaitMeter(
                "sample.workers?tag=state:stopped",
                measured -> assertThat(measured)
                        .extractingByKey("measurements")
                        .isEqualTo(List.of(Map.of("statistic", "VALUE", "value", 1.0))));
        for (Map<String, Object> worker : metrics()) {
            String tags = "?tag=instance_id:" + worker.get("instanceId") + "&tag=region:" + worker.get("region")
                    + "&tag=state:" + worker.get("state");
            for (String meter : List.of("sample.worker.age", "sample.worker.instance.age")) {
                awaitMeter(meter + tags, measured -> assertThat(measured).containsEntry("baseUnit", "seconds"));
            }
        }
    }

    @Test
    void theLoadAndTheNumberOfLabsOfEachRunningWorkerAreCollected() {
        // A worker that another test registers while a collection is under way is asked by the next one.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(metrics())
                        .filteredOn(worker -> worker.get("state").equals("running"))
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(worker -> {
                            assertThat(worker.get("problem")).isNull();
                            assertThat((Integer) worker.get("labs")).isPositive();
                            assertThat(worker)
                                    .extractingByKey("load", InstanceOfAssertFactories.MAP)
                                    .containsOnlyKeys(
                                            "version",
                                            "ready",
                                            "cpuPercent",
                                            "memory",
                                            "disk",
                                            "allocatedCpus",
                                            "runningNodes")
                                    .containsEntry("version", "2.7.0+build.4")
                                    .extractingByKey("memory", InstanceOfAssertFactories.MAP)
                                    .containsOnlyKeys("usedBytes", "totalBytes");
                        }));
        assertThat(metrics())
                .filteredOn(worker -> worker.get("state").equals("stopped"))
                .singleElement()
                .satisfies(
                        worker -> assertThat(worker).containsEntry("load", null).containsEntry("labs", null));
        awaitMeter("sample.worker.cpu", measured -> assertThat(measured).containsEntry("baseUnit", "percent"));
    }

    @Test
    void theLabsOfARunningWorkerAreOnRecord() {
        String running = workers().stream()
                .filter(worker -> worker.get("state").equals("running"))
                .map(worker -> (String) worker.get("instanceId"))
                .findFirst()
                .orElseThrow();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(labs(running)).isNotEmpty());

        assertThat(labs(running))
                .allSatisfy(lab -> assertThat(lab)
                        .containsOnlyKeys(
                                "labId",
                                "title",
                                "state",
                                "nodes",
                                "links",
                                "owner",
                                "createdAt",
                                "modifiedAt",
                                "refreshedAt")
                        .containsEntry("owner", "student"));
    }

    @Test
    void ofNoWorkerThereAreNoLabs() {
        ResponseEntity<Map<String, Object>> response = http.get()
                .uri("/api/workers/i-00000000000000000/labs")
                .retrieve()
                .toEntity(new ParameterizedTypeReference<>() {});

        assertThat(response.getStatusCode().value()).isEqualTo(404);
    }

    private List<Map<String, Object>> labs(String instanceId) {
        return http.get()
                .uri("/api/workers/" + instanceId + "/labs")
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
    }

    private void awaitThatAllWorkersAreCollected() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(ids(metrics())).isNotEmpty().containsExactlyInAnyOrderElementsOf(ids(workers())));
    }

    private static List<Object> ids(List<Map<String, Object>> workers) {
        return workers.stream().map(worker -> worker.get("instanceId")).toList();
    }

    // A gauge is away for an instant while the next collection replaces it.
    private void awaitMeter(String meter, Consumer<Map<String, Object>> expectation) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> expectation.accept(get("/actuator/metrics/" + meter)));
    }

    @Test
    void theJobThatAlwaysFailsIsNotThereUnlessAskedFor() {
        assertThat(jobs)
                .extracting(RecurrentJob::name)
                .containsExactlyInAnyOrder("auto-import-workers", "worker-metrics-collection", "labs-refresh");
    }

    @Test
    void theFirstPageIsServedWithItsScriptAndStyle() {
        for (String path : List.of("/", "/app.js", "/style.css", "/icon.svg")) {
            ResponseEntity<String> response = http.get().uri(path).retrieve().toEntity(String.class);
            assertThat(response.getStatusCode().value()).as(path).isEqualTo(200);
            assertThat(response.getBody()).as(path).isNotBlank();
        }
    }

    @Test
    void onlyThePromisedEndpointsAreExposed() {
        assertThat(get("/actuator"))
                .extractingByKey("_links")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKeys("health", "autoimport", "metrics", "scheduledtasks")
                .doesNotContainKeys("env", "beans", "heapdump");
        assertThat(get("/actuator/health")).containsEntry("status", "UP");
    }
}
