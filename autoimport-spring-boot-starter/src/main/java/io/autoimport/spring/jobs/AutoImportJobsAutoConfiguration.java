package io.autoimport.spring.jobs;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.spi.JobStore;
import io.autoimport.core.telemetry.ImportGauges;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Store;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.properties.BuildTimeChoice;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import io.autoimport.spring.properties.UnknownProperties;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

/** What all schedulers share: the jobs, what runs them, and the store of last resort. */
@AutoConfiguration(
        afterName = {
            "io.autoimport.spring.jdbc.AutoImportJdbcJobStoreAutoConfiguration",
            "io.autoimport.spring.mongodb.AutoImportMongoJobStoreAutoConfiguration",
            "io.autoimport.spring.redis.AutoImportRedisJobStoreAutoConfiguration"
        })
@EnableConfigurationProperties(AutoImportJobsProperties.class)
@ImportRuntimeHints(RunRecordHints.class)
public final class AutoImportJobsAutoConfiguration {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    /** For Spring. */
    public AutoImportJobsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    RecurrentJobs autoImportRecurrentJobs(ObjectProvider<RecurrentJob> jobs) {
        return new RecurrentJobs(jobs.orderedStream().toList());
    }

    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean
    JobRunner autoImportJobRunner(AutoImportJobsProperties properties) {
        check(properties);
        return new JobRunner(properties.shutdownTimeout());
    }

    @Bean
    @ConditionalOnMissingBean(JobStore.class)
    InMemoryJobStore autoImportJobStore(AutoImportJobsProperties properties, ObjectProvider<Clock> clock) {
        Store asked = properties.store();
        if (asked != Store.AUTO && asked != Store.MEMORY) {
            throw new InvalidAutoImportPropertyException(
                    AutoImportJobsProperties.PREFIX + ".store",
                    asked.code(),
                    "the application has no " + asked.need(),
                    BuildTimeChoice.cure("Give it one, or set the property to memory, or remove it."));
        }
        return new InMemoryJobStore(clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    RunHistory autoImportRunHistory(
            JobStore store,
            ObjectProvider<AutoImportSettings> settings,
            AutoImportJobsProperties properties,
            ObjectProvider<Clock> clock) {
        return new RunHistory(
                store,
                settings.getIfAvailable(AutoImportSettings::disabled),
                NodeName.of(properties.node()),
                clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean(ImportGauges.class)
    JobGauges autoImportJobGauges(
            ObjectProvider<AutoImportSettings> settings, RunHistory history, ObjectProvider<Outbox> outbox) {
        return new JobGauges(settings.getIfAvailable(AutoImportSettings::disabled), history, outbox.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean
    JobSetup autoImportJobSetup(
            JobStore store,
            ObjectProvider<JobEngine> engine,
            ObjectProvider<JobLock> lock,
            AutoImportJobsProperties properties) {
        return new JobSetup(store, engine, lock, properties);
    }

    @Bean
    @Lazy(false)
    SmartInitializingSingleton autoImportJobsNotice(
            RecurrentJobs jobs,
            JobSetup setup,
            AutoImportJobsProperties properties,
            ConfigurableEnvironment environment) {
        UnknownProperties.warn(environment, AutoImportJobsProperties.PREFIX, AutoImportJobsProperties.class);
        return new JobsNotice(jobs, setup, properties);
    }

    private static void check(AutoImportJobsProperties properties) {
        if (properties.lockLease().compareTo(SHORTEST_LEASE) < 0) {
            throw new InvalidAutoImportPropertyException(
                    AutoImportJobsProperties.PREFIX + ".lock-lease",
                    properties.lockLease(),
                    "it must be a second or more",
                    "Set it to a duration such as 30 (seconds) or 1m, or remove it.");
        }
        if (properties.shutdownTimeout().isNegative()) {
            throw new InvalidAutoImportPropertyException(
                    AutoImportJobsProperties.PREFIX + ".shutdown-timeout",
                    properties.shutdownTimeout(),
                    "it must not be negative",
                    "Set it to a duration such as 0, 20 (seconds) or 1m, or remove it.");
        }
    }
}
