package io.autoimport.spring.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.ConditionalOnJobScheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.RecurrentJobs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;

/** Every recurrent job on the application's db-scheduler. */
@AutoConfiguration(
        after = AutoImportJobsAutoConfiguration.class,
        afterName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
@ConditionalOnClass(Scheduler.class)
@ConditionalOnBean(Scheduler.class)
@ConditionalOnMissingBean(JobEngine.class)
@ConditionalOnJobScheduler(AutoImportJobsProperties.Scheduler.DB_SCHEDULER)
@ImportRuntimeHints(TaskDataHints.class)
public final class AutoImportDbSchedulerAutoConfiguration {

    /** For Spring. */
    public AutoImportDbSchedulerAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    JobTask autoImportJobTask() {
        return new JobTask();
    }

    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean(JobEngine.class)
    DbSchedulerJobEngine autoImportJobEngine(
            JobTask task, ObjectProvider<Scheduler> schedulers, RecurrentJobs jobs, JobRunner runner) {
        return new DbSchedulerJobEngine(task, schedulers, jobs, runner);
    }
}
