package io.autoimport.spring.actuator;

import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.workers.AutoImportWorkersAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The endpoint {@code autoimport}, where the host has the Actuator and exposes it. */
@AutoConfiguration(after = AutoImportWorkersAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(endpoint = AutoImportEndpoint.class)
public final class AutoImportActuatorAutoConfiguration {

    /** For Spring. */
    public AutoImportActuatorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({AutoImportWorkersJob.class, Mediator.class, AutoImportSettings.class})
    AutoImportEndpoint autoImportEndpoint(
            AutoImportWorkersJob job, Mediator mediator, AutoImportSettings settings, ObjectProvider<Outbox> outbox) {
        return new AutoImportEndpoint(job, mediator, settings, outbox.getIfAvailable());
    }
}
