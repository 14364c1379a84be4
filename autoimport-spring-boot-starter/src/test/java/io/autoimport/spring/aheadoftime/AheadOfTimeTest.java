package io.autoimport.spring.aheadoftime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autoimport.core.model.JobResult;
import io.autoimport.spring.support.MinimalHost;
import io.autoimport.spring.support.ProcessedHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host that was processed ahead of time, with nothing configured: what may be decided at its start, and what may not. */
class AheadOfTimeTest {

    @TempDir
    private static Path folder;

    private static ProcessedHost host;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        host = ProcessedHost.of(folder, MinimalHost.class);
    }

    @Test
    void switchedOnByItsEnvironmentVariableOnlyAtTheStartTheJobIsScheduled() throws Exception {
        List<String> lines = host.run(Map.of(
                "AUTO_IMPORT_WORKERS_ENABLED", "true",
                "AUTO_IMPORT_WORKERS_INTERVAL", "7200",
                "AUTO_IMPORT_WORKERS_REGION", "us-west-2",
                "AUTO_IMPORT_WORKERS_AMI_NAME", "CML-2.7.0-*"));

        assertThat(lines)
                .contains(MinimalHost.STARTED)
                .anyMatch(line -> line.contains("AOT-processed"))
                .anyMatch(line -> line.contains("Recurrent jobs [auto-import-workers]: scheduled by spring"))
                .anyMatch(line -> line.startsWith("THREAD auto-import"));
    }

    @Test
    void switchedOffItSaysSoAndHasNoThread() throws Exception {
        List<String> lines = host.run(Map.of());

        assertThat(lines)
                .contains(MinimalHost.STARTED)
                .anyMatch(line -> line.contains("⏭️ Auto-import workers disabled - skipping job"))
                .noneMatch(line -> line.startsWith("THREAD auto-import"));
    }

    @ParameterizedTest
    @CsvSource({
        "auto-import.jobs.store,               memory, jdbc",
        "auto-import.jobs.store,               redis,  jdbc",
        "auto-import.jobs.scheduler,           none,   spring",
        "auto-import.jobs.scheduler,           quartz, spring",
        "auto-import.events.cloudevents.enabled, true, no CloudEvents",
    })
    void whatIsAskedForTooLateIsRefusedWithItsCure(String property, String value, String given) {
        assertThatThrownBy(() -> host.run(Map.of(), "--" + property + "=" + value))
                .hasMessageContaining("APPLICATION FAILED TO START")
                .hasMessageContaining("Property: " + property)
                .hasMessageContaining("Value: \"" + value + "\"")
                .hasMessageContaining("was given " + given + " then")
                .hasMessageContaining("Set it to the same value when the application is built");
    }

    @Test
    void whatItWasGivenMayBeNamed() throws Exception {
        List<String> lines = host.run(Map.of(), "--auto-import.jobs.store=jdbc", "--auto-import.jobs.scheduler=spring");

        assertThat(lines).contains(MinimalHost.STARTED);
    }

    @Test
    void theBuildTellsANativeImageOfTheLibrary() throws IOException {
        assertThat(host.metadata())
                .contains(JobResult.class.getName())
                .contains("\"glob\": \"io/autoimport/spring/jdbc/schema-*.sql\"");
    }
}
