package io.autoimport.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.ScanPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoImportSettingsTest {

    private static AutoImportSettings settings(Duration interval, Duration initialDelay) {
        return new AutoImportSettings(
                true,
                interval,
                initialDelay,
                List.of(),
                "x",
                "job",
                8,
                null,
                false,
                Reconciliation.DEFAULT,
                Preflight.WARN,
                ScanPolicy.ALWAYS_FULL);
    }

    @Test
    void refusesAnIntervalThatIsNotMoreThanZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ZERO, Duration.ZERO))
                .withMessage("The interval must be more than zero, not PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Duration.ofSeconds(-1), Duration.ZERO));
    }

    @Test
    void refusesANegativeInitialDelay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ofHours(1), Duration.ofSeconds(-1)))
                .withMessage("The initial delay must not be negative, and it is PT-1S");
        assertThat(settings(Duration.ofHours(1), Duration.ZERO).initialDelay()).isZero();
    }

    @Test
    void withoutASourceItMustSayWhatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AutoImportSettings(
                        true,
                        Duration.ofHours(1),
                        Duration.ZERO,
                        List.of(),
                        null,
                        "job",
                        8,
                        null,
                        false,
                        Reconciliation.DEFAULT,
                        Preflight.WARN,
                        ScanPolicy.ALWAYS_FULL))
                .withMessage("A job that is enabled needs a source, or must be told what setting is missing");
    }

    @Test
    void hasTheDefaultsOfTheContract() {
        AutoImportSettings settings = AutoImportSettings.every(
                AutoImportSettings.DEFAULT_INTERVAL,
                ImportSource.named("default").regions("us-east-1").amiName("x").build());
        assertThat(settings.interval()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.initialDelay()).isEqualTo(settings.interval());
        assertThat(settings.createdBy()).isEqualTo("auto-import-job");
        assertThat(settings.maxConcurrency()).isEqualTo(8);
        assertThat(settings.maxImportsPerRun()).isNull();
        assertThat(settings.dryRun()).isFalse();
        assertThat(AutoImportSettings.disabled().enabled()).isFalse();
    }

    @Test
    void anyJobFirstRunsAfterItsIntervalUnlessItSaysOtherwise() {
        RecurrentJob job = new RecurrentJob() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public Duration interval() {
                return Duration.ofMinutes(3);
            }

            @Override
            public void run() {}
        };
        assertThat(job.initialDelay()).isEqualTo(Duration.ofMinutes(3));
        assertThat(job.isEnabled()).isTrue();
    }

    @Test
    void theBuildersDefaultsAreThoseOfTheJob() {
        ImportSource one =
                ImportSource.named("one").regions("us-east-1").amiName("x").build();
        ImportSource two =
                ImportSource.named("two").regions("us-east-1").amiName("y").build();

        assertThat(AutoImportSettings.of(one, two).build())
                .isEqualTo(AutoImportSettings.every(AutoImportSettings.DEFAULT_INTERVAL, one, two))
                .isEqualTo(new AutoImportSettings(
                        true,
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        List.of(one, two),
                        null,
                        "auto-import-job",
                        8,
                        null,
                        false,
                        Reconciliation.DEFAULT,
                        Preflight.WARN,
                        ScanPolicy.ALWAYS_FULL));
        assertThat(AutoImportSettings.disabled().enabled()).isFalse();
    }

    @Test
    void everythingElseCanBeSaid() {
        ImportSource source =
                ImportSource.named("one").regions("us-east-1").amiName("x").build();

        assertThat(AutoImportSettings.of(source)
                        .interval(Duration.ofMinutes(5))
                        .initialDelay(Duration.ZERO)
                        .createdBy("me")
                        .maxConcurrency(2)
                        .maxImportsPerRun(3L)
                        .dryRun(true)
                        .reconciliation(Reconciliation.UPDATES_ONLY)
                        .preflight(Preflight.FAIL)
                        .build())
                .isEqualTo(new AutoImportSettings(
                        true,
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        List.of(source),
                        null,
                        "me",
                        2,
                        3L,
                        true,
                        Reconciliation.UPDATES_ONLY,
                        Preflight.FAIL,
                        ScanPolicy.ALWAYS_FULL));
    }

    @Test
    void refusesAnEnabledJobWithoutASource() {
        assertThatIllegalArgumentException().isThrownBy(() -> AutoImportSettings.every(Duration.ofHours(1)));
    }
}
