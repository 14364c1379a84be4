package io.autoimport.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTest {

    private static List<String> warnings(PropertySource<?> source, CapturedOutput output) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        UnknownProperties.warn(environment, AutoImportWorkersProperties.PREFIX, AutoImportWorkersProperties.class);
        return output.getAll()
                .lines()
                .filter(line -> line.contains("has no effect"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto-import.workers.dry-runn",
                "auto-import.workers.intervall",
                "auto-import.workers.ami-owner",
                "auto-import.workers.tag.Team",
                "auto-import.workers.enabled.really",
                "auto-import.workers.reconcile.mising",
                "auto-import.workers.aws.end-point-url",
                "auto-import.workers.sources.europe.ami-nmae",
                "auto-import.workers.sources[Europe].ami-nmae",
            })
    void aNameThatNothingReadsIsTold(String name, CapturedOutput output) {
        assertThat(warnings(new MapPropertySource("application.yml", Map.of(name, "x")), output))
                .singleElement()
                .asString()
                .endsWith("⚠️ " + name
                        + " has no effect: there is no such property. Check its spelling (application.yml)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto-import.workers.dry-run",
                "auto-import.workers.dryRun",
                "auto-import.workers.ami-owners",
                "auto-import.workers.ami-owners[1]",
                "auto-import.workers.tags.Team",
                "auto-import.workers.tags[a.b c]",
                "auto-import.workers.reconcile.missing-after",
                "auto-import.workers.sources.europe.ami-name",
                "auto-import.workers.sources.europe.tags.Team",
                "auto-import.workers.sources.europe.ignore.instance-ids[0]",
                "auto-import.jobs.intervall",
                "host.workers.dry-runn",
                "Auto Import: what is this?",
            })
    void whatIsReadAndWhatIsSomebodyElsesIsNot(String name, CapturedOutput output) {
        assertThat(warnings(new MapPropertySource("application.yml", Map.of(name, "x")), output))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AUTO_IMPORT_WORKERS_DRY_RUNN", "AUTO_IMPORT_WORKERS_AWS_ENDPOINTS_X", "AUTO_IMPORT_WORKERS_X"})
    void aVariableThatNothingReadsIsTold(String name, CapturedOutput output) {
        assertThat(warnings(new SystemEnvironmentPropertySource("environment", Map.of(name, "x")), output))
                .singleElement()
                .asString()
                .contains("⚠️ " + name + " has no effect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTO_IMPORT_WORKERS_ENABLED",
                "AUTO_IMPORT_WORKERS_DRY_RUN",
                "AUTO_IMPORT_WORKERS_DRYRUN",
                "AUTO_IMPORT_WORKERS_AMI_OWNERS_0_",
                "AUTO_IMPORT_WORKERS_RECONCILE_MAX_MISSING_PERCENT",
                "AUTO_IMPORT_WORKERS_AWS_ENDPOINT",
                "AUTO_IMPORT_JOBS_STORE",
                "PATH",
            })
    void aVariableThatIsReadIsNot(String name, CapturedOutput output) {
        assertThat(warnings(new SystemEnvironmentPropertySource("environment", Map.of(name, "x")), output))
                .isEmpty();
    }
}
