package io.autoimport.spring.actuator;

import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.jobs.JobSetup;
import io.autoimport.spring.jobs.ManualRuns;
import io.autoimport.spring.jobs.RunHistory;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.workers.AutoImportWorkersAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/** The endpoint {@code autoimport}, where the host has the Actuator and exposes it. */
@AutoConfiguration(after = {AutoImportJobsAutoConfiguration.class, AutoImportWorkersAutoConfiguration.class})
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(endpoint = AutoImportEndpoint.class)
@EnableConfigurationProperties(AutoImportEndpointProperties.class)
@ImportRuntimeHints(AnswerHints.class)
public final class AutoImportActuatorAutoConfiguration {

    /** For Spring. */
    public AutoImportActuatorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({AutoImportWorkersJob.class, Mediator.class, AutoImportSettings.class, RunHistory.class})
    AutoImportEndpoint autoImportEndpoint(
            AutoImportWorkersJob job,
            AutoImportSettings settings,
            Mediator mediator,
            RunHistory history,
            JobSetup setup,
            WorkerRepository repository,
            ObjectProvider<KnownInstances> registeredElsewhere,
            ObjectProvider<JobEngine> engine,
            ObjectProvider<JobLock> lock,
            ObjectProvider<Outbox> outbox,
            AutoImportEndpointProperties properties) {
        return new AutoImportEndpoint(
                new StatusReport(
                        job,
                        settings,
                        history,
                        setup,
                        repository,
                        registeredElsewhere.orderedStream().toList(),
                        outbox.getIfAvailable()),
                new Inquiries(mediator, settings, history),
                new ManualRuns(job, engine, lock),
                history,
                properties.showValues());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(AutoImportEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    AutoImportEndpointWebExtension autoImportEndpointWebExtension(
            AutoImportEndpoint endpoint, AutoImportEndpointProperties properties) {
        return new AutoImportEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
    }
}
