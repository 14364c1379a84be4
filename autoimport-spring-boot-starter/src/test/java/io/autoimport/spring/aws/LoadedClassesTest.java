package io.autoimport.spring.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.spring.support.ChildJvm;
import io.autoimport.spring.support.MinimalHost;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JVM itself says of the classes that it loads. */
@Execution(ExecutionMode.CONCURRENT)
class LoadedClassesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--auto-import.workers.enabled=false",
                "--auto-import.workers.enabled=true",
            })
    void beforeTheFirstRunNoClassOfTheAwsSdkIsLoaded(String enabled) throws Exception {
        List<String> lines = ChildJvm.run(
                List.of("-Xlog:class+load:stdout"), MinimalHost.class, enabled, "--auto-import.workers.ami-name=CML-*");

        assertThat(lines).contains(MinimalHost.STARTED);
        assertThat(lines)
                .as("the log shows what is loaded")
                .anyMatch(line -> line.contains("io.autoimport.core.job.AutoImportWorkersJob"));
        assertThat(lines).noneMatch(line -> line.contains("software.amazon.awssdk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--auto-import.workers.enabled=false"})
    void disabledTheHostHasNoThreadOfTheLibrary(String enabled) throws Exception {
        List<String> lines = ChildJvm.run(List.of(), MinimalHost.class, enabled);

        assertThat(lines).anyMatch(line -> line.startsWith("THREAD main"));
        assertThat(lines).noneMatch(line -> line.startsWith("THREAD auto-import"));
        assertThat(lines)
                .filteredOn(line -> line.contains("⏭️ Auto-import workers disabled - skipping job"))
                .hasSize(1);
    }
}
