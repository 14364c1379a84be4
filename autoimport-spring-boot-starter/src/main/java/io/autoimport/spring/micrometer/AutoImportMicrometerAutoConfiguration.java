package io.autoimport.spring.micrometer;

import io.autoimport.core.telemetry.ImportGauges;
import io.autoimport.core.telemetry.MeteringImportListener;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Meters in the host's registry, where it has one. */
@AutoConfiguration(
        after = AutoImportJobsAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnBean(ImportGauges.class)
public final class AutoImportMicrometerAutoConfiguration {

    /** For Spring. */
    public AutoImportMicrometerAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "autoImportMicrometerListener")
    MeteringImportListener autoImportMicrometerListener(MeterRegistry registry, ImportGauges gauges) {
        return new MeteringImportListener(new MicrometerImportMeters(registry).withGauges(gauges), gauges.targets());
    }
}
