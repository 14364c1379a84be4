package io.autoimport.spring.telemetry;

import io.autoimport.core.telemetry.OpenTelemetryImportListener;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Spans into the host's OpenTelemetry, where the host has one in its context. The global one is never touched. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
            "io.opentelemetry.instrumentation.spring.autoconfigure.OpenTelemetryAutoConfiguration"
        })
@ConditionalOnSingleCandidate(OpenTelemetry.class)
public final class AutoImportOpenTelemetryAutoConfiguration {

    /** For Spring. */
    public AutoImportOpenTelemetryAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    OpenTelemetryImportListener autoImportOpenTelemetryListener(OpenTelemetry openTelemetry) {
        return new OpenTelemetryImportListener(openTelemetry);
    }
}
