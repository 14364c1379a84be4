package io.autoimport.spring.aheadoftime;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.spring.support.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that only makes a class data sharing archive leaves nothing behind, and does nothing. */
class TrainingRunTest {

    @Test
    void beforeAnyBeanIsStartedTheLibraryHasDoneNothing() throws Exception {
        List<String> lines = ChildJvm.run(
                List.of("-Dspring.context.exit=onRefresh", "-Xlog:class+load:stdout"),
                RefreshedHost.class,
                "--auto-import.workers.enabled=true",
                "--auto-import.workers.initial-delay=0",
                "--auto-import.workers.ami-name=CML-*");

        assertThat(lines)
                .contains(RefreshedHost.REFRESHED)
                .doesNotContain(RefreshedHost.STARTED)
                .containsAll(RefreshedHost.TABLES.stream()
                        .map(table -> "ROWS " + table + " 0")
                        .toList())
                .anyMatch(line -> line.startsWith("THREAD main"))
                .noneMatch(line -> line.startsWith("THREAD auto-import"))
                .anyMatch(line -> line.contains("io.autoimport.core.job.AutoImportWorkersJob"))
                .noneMatch(line -> line.contains("software.amazon.awssdk"));
    }
}
