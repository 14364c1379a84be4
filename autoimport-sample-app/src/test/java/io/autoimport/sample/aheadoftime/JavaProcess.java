package io.autoimport.sample.aheadoftime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.springframework.web.client.RestClient;

/** A JVM of its own, with nothing in its environment that would configure the application. */
final class JavaProcess implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The jar as the build leaves it. */
    static final Path APPLICATION = Path.of(System.getProperty("sample.jar"));

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Pattern START_TIME = Pattern.compile("Started SampleApplication in ([0-9.]+) seconds");

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it, and goes on. What it prints is in a file of that folder. */
    static JavaProcess start(Path folder, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path output = Files.createTempFile(folder, "output", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(JavaProcess::wouldConfigureTheApplication);
        builder.environment().putAll(environment);
        return new JavaProcess(builder.start(), output);
    }

    private static boolean wouldConfigureTheApplication(String variable) {
        return variable.matches("(AUTO_?IMPORT|SPRING|SERVER|LOGGING|MANAGEMENT|AWS)_.*|(?i)(https?|no)_proxy");
    }

    /** Waits until it has ended by itself with this exit code. */
    void awaitEnd(int exitCode) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(this::output)
                .isTrue();
        assertThat(process.exitValue()).as(this::output).isEqualTo(exitCode);
    }

    /** Waits until the application has started; HTTP to it, which throws for no status. */
    RestClient awaitStart() {
        await().atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive()).as(this::output).isTrue();
            return START_TIME.matcher(output()).find();
        });
        return RestClient.builder()
                .baseUrl("http://127.0.0.1:" + find(PORT))
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }

    /** What Spring Boot says of the time that the start took, in seconds. */
    String startTime() {
        return find(START_TIME);
    }

    private String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(output());
        assertThat(matcher.find()).as(this::output).isTrue();
        return matcher.group(1);
    }

    /** All that it has printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        Process ended = process.onExit()
                .completeOnTimeout(process, 30, TimeUnit.SECONDS)
                .join();
        ended.destroyForcibly();
    }
}
