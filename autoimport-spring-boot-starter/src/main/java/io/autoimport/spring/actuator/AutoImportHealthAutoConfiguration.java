package io.autoimport.spring.actuator;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.RunHistory;
import io.autoimport.spring.workers.AutoImportWorkersAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health {@code autoImport}, where the host has health indicators. */
@AutoConfiguration(after = {AutoImportJobsAutoConfiguration.class, AutoImportWorkersAutoConfiguration.class})
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("autoImport")
public final class AutoImportHealthAutoConfiguration {

    /** For Spring. */
    public AutoImportHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "autoImportHealthIndicator")
    @ConditionalOnBean({AutoImportSettings.class, RunHistory.class})
    AutoImportHealthIndicator autoImportHealthIndicator(AutoImportSettings settings, RunHistory history) {
        return new AutoImportHealthIndicator(settings, history);
    }
}
