package io.autoimport.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClient;

/**
 * The application in a process of its own, with the profile {@code aws} and the environment variables of the Python
 * system, against an EC2 that is not its own.
 */
class SampleOnAwsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final SimulatedRegion region = ec2.region("us-west-2");

    @TempDir
    private Path folder;

    private Process application;

    @AfterEach
    void end() throws InterruptedException {
        if (application != null) {
            application.destroy();
            if (!application.waitFor(30, TimeUnit.SECONDS)) {
                application.destroyForcibly();
            }
        }
        ec2.close();
    }

    @Test
    void environmentVariablesOfThePythonSystemAreAllItNeeds() throws IOException {
        SimulatedImage matching = region.registerImage("CML-2.7.0-a");
        List<String> expected = new ArrayList<>();
        region.launch(matching, 3).forEach(instance -> expected.add(instance.id()));
        region.launch(matching, 1, launch -> launch.state(InstanceState.TERMINATED));
        region.launch(region.registerImage("XCML-2.7.0-a"));
        region.launch(region.registerImage("cml-2.7.0-a"));
        region.launch(region.registerImage(
                "CML-2.7.0-b", image -> image.ownerId("999999999999").publiclyShared()));
        RestClient http = start(Map.of(
                "AUTO_IMPORT_WORKERS_ENABLED", "true",
                "AUTO_IMPORT_WORKERS_INTERVAL", "1",
                "AUTO_IMPORT_WORKERS_REGION", "us-west-2",
                "AUTO_IMPORT_WORKERS_AMI_NAME", "CML-2.7.0-*"));

        await().atMost(PATIENCE).until(() -> instanceIds(http).size() == 3);
        assertThat(instanceIds(http)).containsExactlyInAnyOrderElementsOf(expected);

        SimulatedInstance later = region.launch(matching);
        expected.add(later.id());
        await().atMost(PATIENCE).until(() -> instanceIds(http).size() == 4);
        assertThat(instanceIds(http)).containsExactlyInAnyOrderElementsOf(expected);

        await().atMost(PATIENCE).until(() -> lastRun(http).get("totalSkipped").equals(4));
        assertThat(lastRun(http)).containsEntry("status", "success").containsEntry("totalImported", 0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(log()))
                        .contains("🔄 Starting auto-import workers job (region: us-west-2, AMI name: CML-2.7.0-*)")
                        .contains("✅ Auto-import completed: 3 imported, 0 skipped, 3 total found")
                        .contains("✅ Auto-import completed: 0 imported, 4 skipped, 4 total found"));
    }

    private Path log() {
        return folder.resolve("application.log");
    }

    private RestClient start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SampleApplication.class.getName(),
                "--spring.profiles.active=aws",
                "--server.port=0",
                "--auto-import.workers.aws.endpoint=" + ec2.endpoint());
        builder.environment().keySet().removeIf(SampleOnAwsTest::wouldConfigureTheApplication);
        builder.environment().putAll(environment);
        builder.environment().put("AWS_ACCESS_KEY_ID", ec2.account().accessKeyId());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", ec2.account().secretAccessKey());
        application =
                builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
        await().atMost(PATIENCE).until(() -> {
            assertThat(application.isAlive())
                    .as(() -> "the application ended: " + readLog())
                    .isTrue();
            return PORT.matcher(readLog()).find();
        });
        Matcher port = PORT.matcher(readLog());
        assertThat(port.find()).isTrue();
        return RestClient.create("http://127.0.0.1:" + port.group(1));
    }

    // Whatever the machine that the test runs on has set for other purposes.
    private static boolean wouldConfigureTheApplication(String variable) {
        return variable.matches("(AUTO_?IMPORT|SPRING|SERVER|LOGGING|MANAGEMENT|AWS)_.*|(?i)(https?|no)_proxy");
    }

    private String readLog() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> instanceIds(RestClient http) {
        List<Map<String, Object>> workers =
                http.get().uri("/api/workers").retrieve().body(new ParameterizedTypeReference<>() {});
        return workers.stream().map(worker -> (String) worker.get("instanceId")).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> lastRun(RestClient http) {
        Map<String, Object> description =
                http.get().uri("/actuator/autoimport").retrieve().body(new ParameterizedTypeReference<>() {});
        return (Map<String, Object>) description.get("lastRun");
    }
}
