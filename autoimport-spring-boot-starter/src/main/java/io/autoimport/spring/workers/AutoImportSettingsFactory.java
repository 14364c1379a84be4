package io.autoimport.spring.workers;

import static io.autoimport.spring.properties.PropertyChecks.atLeastOne;
import static io.autoimport.spring.properties.PropertyChecks.checked;
import static io.autoimport.spring.properties.PropertyChecks.nameOf;
import static io.autoimport.spring.properties.PropertyChecks.notNegative;
import static io.autoimport.spring.properties.PropertyChecks.positive;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.ScanPolicy;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Makes the job's settings of the properties. While the job is enabled, a value that can't be right is refused; a
 * region or an AMI name that is missing is not: then the settings have no source, and say what is missing.
 */
final class AutoImportSettingsFactory {

    private final AutoImportWorkersProperties properties;
    private final Set<String> environmentVariables;

    AutoImportSettingsFactory(AutoImportWorkersProperties properties, Set<String> environmentVariables) {
        this.properties = properties;
        this.environmentVariables = environmentVariables;
    }

    AutoImportSettings create() {
        if (!properties.enabled()) {
            return AutoImportSettings.disabled();
        }
        new UnboundVariables(environmentVariables).refuse();
        Duration interval = positive("interval", properties.interval());
        @Nullable Duration initialDelay = properties.initialDelay();
        @Nullable Long maxImports = properties.maxImportsPerRun();
        ConfiguredSources configured = ConfiguredSources.of(properties);
        return new AutoImportSettings(
                true,
                interval,
                initialDelay == null ? interval : notNegative("initial-delay", initialDelay),
                configured.sources(),
                configured.missingSetting(),
                createdBy(),
                atLeastOne("max-concurrency", properties.maxConcurrency()),
                maxImports == null ? null : atLeastOne("max-imports-per-run", maxImports),
                properties.dryRun(),
                reconciliation(),
                properties.preflight(),
                new ScanPolicy(properties.scan(), positive("full-scan-every", properties.fullScanEvery())));
    }

    private String createdBy() {
        if (!StringUtils.hasText(properties.createdBy())) {
            throw new InvalidAutoImportPropertyException(
                    nameOf("created-by"),
                    properties.createdBy(),
                    "it must not be blank",
                    "Set it to a name, or remove it.");
        }
        return properties.createdBy();
    }

    private Reconciliation reconciliation() {
        AutoImportWorkersProperties.Reconcile reconcile = properties.reconcile();
        int percent = checked(
                "reconcile.max-missing-percent",
                reconcile.maxMissingPercent(),
                "Set it to a number from 0 to 100, or remove it.",
                () -> reconciliation(Reconciliation.DEFAULT_MISSING_AFTER, reconcile.maxMissingPercent())
                        .maxMissingPercent());
        return checked(
                "reconcile.missing-after",
                reconcile.missingAfter(),
                "Set it to a number from 1 to 1000, or remove it.",
                () -> reconciliation(reconcile.missingAfter(), percent));
    }

    private Reconciliation reconciliation(int missingAfter, int maxMissingPercent) {
        return new Reconciliation(
                properties.reconcile().update(), properties.reconcile().missing(), missingAfter, maxMissingPercent);
    }
}
