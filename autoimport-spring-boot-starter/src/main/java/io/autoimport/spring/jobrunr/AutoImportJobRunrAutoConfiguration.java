package io.autoimport.spring.jobrunr;

import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.ConditionalOnJobScheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.RecurrentJobs;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.StorageProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;

/** Every recurrent job on the application's JobRunr. */
@AutoConfiguration(
        after = AutoImportJobsAutoConfiguration.class,
        afterName = {
            "io.autoimport.spring.quartz.AutoImportQuartzAutoConfiguration",
            "org.jobrunr.spring.autoconfigure.JobRunrAutoConfiguration"
        })
@ConditionalOnClass(StorageProvider.class)
@ConditionalOnSingleCandidate(StorageProvider.class)
@ConditionalOnMissingBean(JobEngine.class)
@ConditionalOnJobScheduler(Scheduler.JOBRUNR)
@Conditional(AutoImportJobRunrAutoConfiguration.ToBeUsed.class)
@ImportRuntimeHints(StoredJobHints.class)
public final class AutoImportJobRunrAutoConfiguration {

    /** For Spring. */
    public AutoImportJobRunrAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    JobRunrRows autoImportJobRunrRows(StorageProvider storage) {
        return new JobRunrRows(storage);
    }

    @Bean
    @ConditionalOnMissingBean
    RecurrentJobOnJobRunr autoImportJobOnJobRunr(RecurrentJobs jobs, JobRunner runner, JobRunrRows rows) {
        return new RecurrentJobOnJobRunr(jobs, runner, rows);
    }

    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean(JobEngine.class)
    JobRunrJobEngine autoImportJobEngine(
            RecurrentJobs jobs, JobRunrRows rows, StorageProvider storage, ObjectProvider<BackgroundJobServer> server) {
        return new JobRunrJobEngine(jobs, rows, storage, server.getIfAvailable());
    }

    /** Where nothing runs jobs, JobRunr is not taken unless it is asked for. */
    static final class ToBeUsed extends AnyNestedCondition {

        ToBeUsed() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty(name = AutoImportJobsProperties.PREFIX + ".scheduler", havingValue = "jobrunr")
        static final class AskedFor {}

        @ConditionalOnBean(BackgroundJobServer.class)
        static final class RunsJobs {}
    }
}
