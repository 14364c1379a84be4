package io.autoimport.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MillionWorkersTest {

    /** Of the whole JVM's heap, not of the run alone. */
    private static final String HEAP = "-Xmx64m";

    @Test
    void aRunOverAMillionWorkersTakesLessThan64Megabytes() throws IOException, InterruptedException {
        File output = File.createTempFile("million-workers", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MillionWorkers.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(output)
                    .content(StandardCharsets.UTF_8)
                    .contains("SUCCESS ImportCounts[found=990000, imported=0, skipped=990000, failed=0, updated=0,"
                            + " missing=10000, restored=0]");
        } finally {
            process.destroyForcibly();
            assertThat(output.delete()).isTrue();
        }
    }
}
