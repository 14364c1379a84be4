package io.autoimport.spring.telemetry;

import io.autoimport.core.telemetry.ImportGauges;
import io.autoimport.core.telemetry.MeteringImportListener;
import io.autoimport.core.telemetry.OpenTelemetryImportListener;
import io.autoimport.core.telemetry.OpenTelemetryImportMeters;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Spans and meters into the host's OpenTelemetry, where the host has one in its context. The global one is never touched. */
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

    @Bean
    @ConditionalOnMissingBean
    OpenTelemetryImportMeters autoImportOpenTelemetryMeters(
            OpenTelemetry openTelemetry, ObjectProvider<ImportGauges> gauges) {
        OpenTelemetryImportMeters meters = new OpenTelemetryImportMeters(openTelemetry);
        @Nullable ImportGauges values = gauges.getIfAvailable();
        return values == null ? meters : meters.withGauges(values);
    }

    @Bean
    @ConditionalOnMissingBean(name = "autoImportOpenTelemetryMeteringListener")
    MeteringImportListener autoImportOpenTelemetryMeteringListener(
            OpenTelemetryImportMeters meters, ObjectProvider<ImportGauges> gauges) {
        @Nullable ImportGauges values = gauges.getIfAvailable();
        return new MeteringImportListener(meters, values == null ? List.of() : values.targets());
    }
}
