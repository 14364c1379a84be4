package io.autoimport.spring.workers;

import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.command.CheckPermissionsHandler;
import io.autoimport.core.command.CommandHandler;
import io.autoimport.core.command.ExplainInstanceHandler;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.ImportListeners;
import io.autoimport.spring.aws.AutoImportAwsAutoConfiguration;
import io.autoimport.spring.events.AutoImportEventsAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcAutoConfiguration;
import io.autoimport.spring.mongodb.AutoImportMongoAutoConfiguration;
import io.autoimport.spring.properties.AutoImportCloudEventsProperties;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import io.autoimport.spring.properties.BuildTimeChoice;
import io.autoimport.spring.properties.UnknownProperties;
import io.autoimport.spring.telemetry.AutoImportOpenTelemetryAutoConfiguration;
import io.autoimport.spring.transaction.AutoImportTransactionAutoConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The import: mediator, command handlers and job, on whatever ports the other configurations or the host provide. All
 * of it is there while the job is disabled, too, so that a manual import works; only nothing is scheduled then.
 */
@AutoConfiguration(
        after = {
            AutoImportAwsAutoConfiguration.class,
            AutoImportEventsAutoConfiguration.class,
            AutoImportJdbcAutoConfiguration.class,
            AutoImportMongoAutoConfiguration.class,
            AutoImportOpenTelemetryAutoConfiguration.class,
            AutoImportTransactionAutoConfiguration.class
        })
@EnableConfigurationProperties(AutoImportWorkersProperties.class)
public final class AutoImportWorkersAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AutoImportWorkersAutoConfiguration.class);

    private static final String CLOUDEVENTS_ENABLED = AutoImportCloudEventsProperties.PREFIX + ".enabled";

    /** For Spring. */
    public AutoImportWorkersAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    AutoImportSettings autoImportSettings(AutoImportWorkersProperties properties, ConfigurableEnvironment environment) {
        Set<String> variables = environment.getPropertySources().stream()
                .filter(SystemEnvironmentPropertySource.class::isInstance)
                .flatMap(source -> Stream.of(((SystemEnvironmentPropertySource) source).getPropertyNames()))
                .collect(Collectors.toSet());
        UnknownProperties.warn(environment, AutoImportWorkersProperties.PREFIX, AutoImportWorkersProperties.class);
        return new AutoImportSettingsFactory(properties, variables).create();
    }

    @Bean
    @ConditionalOnMissingBean(WorkerRepository.class)
    InMemoryWorkerRepository autoImportWorkerRepository(AutoImportSettings settings) {
        if (settings.enabled()) {
            log.warn("⚠️ Workers are kept in memory and forgotten when the application ends. Define a bean of type"
                    + " WorkerRepository, or give the application a DataSource or a MongoDB");
        }
        return new InMemoryWorkerRepository();
    }

    @Bean
    @ConditionalOnMissingBean
    BulkImportWorkersHandler bulkImportWorkersHandler(
            InstanceDiscovery discovery,
            WorkerRepository repository,
            ObjectProvider<KnownInstances> elsewhere,
            EventPublisher events,
            ObjectProvider<EventRelay> relays,
            ObjectProvider<UnitOfWork> unitOfWork,
            ObjectProvider<ImportListener> listeners,
            ObjectProvider<Clock> clock) {
        return new BulkImportWorkersHandler(
                discovery,
                repository,
                anyOf(elsewhere),
                relayed(events, relays),
                unitOfWork.getIfAvailable(() -> UnitOfWork.NONE),
                allOf(listeners),
                clockOf(clock));
    }

    @Bean
    @ConditionalOnMissingBean
    ExplainInstanceHandler explainInstanceHandler(
            InstanceDiscovery discovery, WorkerRepository repository, ObjectProvider<KnownInstances> elsewhere) {
        return new ExplainInstanceHandler(discovery, repository, anyOf(elsewhere));
    }

    @Bean
    @ConditionalOnMissingBean
    CheckPermissionsHandler checkPermissionsHandler(InstanceDiscovery discovery) {
        return new CheckPermissionsHandler(discovery);
    }

    @Bean
    @ConditionalOnMissingBean
    Mediator autoImportMediator(ObjectProvider<CommandHandler<?, ?>> handlers) {
        return Mediator.of(handlers.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    AutoImportWorkersJob autoImportWorkersJob(
            AutoImportSettings settings,
            Mediator mediator,
            EventPublisher events,
            ObjectProvider<EventRelay> relays,
            ObjectProvider<ImportListener> listeners,
            ObjectProvider<ScanHistory> scans,
            ObjectProvider<Clock> clock) {
        return new AutoImportWorkersJob(
                settings,
                mediator,
                relayed(events, relays),
                allOf(listeners),
                scans.getIfAvailable(() -> ScanHistory.NONE),
                clockOf(clock));
    }

    @Bean
    @Lazy(false)
    SmartInitializingSingleton autoImportDisabledNotice(AutoImportWorkersJob job) {
        return job::announceIfDisabled;
    }

    @Bean
    @Lazy(false)
    SmartInitializingSingleton autoImportBuildTimeNotice(ObjectProvider<EventRelay> relays, Environment environment) {
        return () -> {
            // Otherwise there is one, or the start was refused.
            if (AotDetector.useGeneratedArtifacts()
                    && environment.getProperty(CLOUDEVENTS_ENABLED, Boolean.class, false)
                    && relays.stream().findAny().isEmpty()) {
                throw BuildTimeChoice.contradicted(CLOUDEVENTS_ENABLED, true, "no CloudEvents");
            }
        };
    }

    private static KnownInstances anyOf(ObjectProvider<KnownInstances> elsewhere) {
        return KnownInstances.anyOf(elsewhere.orderedStream().toList());
    }

    private static EventPublisher relayed(EventPublisher publisher, ObjectProvider<EventRelay> relays) {
        List<EventRelay> all = relays.orderedStream().toList();
        return events -> {
            publisher.publish(events);
            all.forEach(relay -> relay.relay(events));
        };
    }

    private static ImportListener allOf(ObjectProvider<ImportListener> listeners) {
        return ImportListeners.of(listeners.orderedStream().toList());
    }

    private static Clock clockOf(ObjectProvider<Clock> clock) {
        return clock.getIfUnique(Clock::systemUTC);
    }
}
