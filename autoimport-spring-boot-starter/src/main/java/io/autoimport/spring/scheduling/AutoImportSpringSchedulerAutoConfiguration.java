package io.autoimport.spring.scheduling;

import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.ConditionalOnJobScheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.RecurrentJobs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.TaskScheduler;

/**
 * Every recurrent job on Spring's scheduling, where nothing else schedules them. Never makes a scheduler that other
 * beans can see, and never enables {@code @Scheduled} for the host.
 */
@AutoConfiguration(
        after = AutoImportJobsAutoConfiguration.class,
        afterName = {
            "io.autoimport.spring.dbscheduler.AutoImportDbSchedulerAutoConfiguration",
            "io.autoimport.spring.jobrunr.AutoImportJobRunrAutoConfiguration",
            "io.autoimport.spring.quartz.AutoImportQuartzAutoConfiguration",
            "org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration"
        })
@ConditionalOnJobScheduler(Scheduler.SPRING)
public final class AutoImportSpringSchedulerAutoConfiguration {

    /** The name under which Spring itself looks for the scheduler to use among several. */
    private static final String DEFAULT_SCHEDULER = "taskScheduler";

    /** For Spring. */
    public AutoImportSpringSchedulerAutoConfiguration() {}

    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean(JobEngine.class)
    SpringJobEngine autoImportJobEngine(
            RecurrentJobs jobs,
            JobRunner runner,
            JobStore store,
            ObjectProvider<JobLock> lock,
            AutoImportJobsProperties properties,
            BeanFactory beans) {
        return new SpringJobEngine(jobs, runner, store, lock.getIfAvailable(), hostSchedulerOf(beans), properties);
    }

    private static @Nullable TaskScheduler hostSchedulerOf(BeanFactory beans) {
        @Nullable
        TaskScheduler only = beans.getBeanProvider(TaskScheduler.class).getIfUnique();
        if (only == null
                && beans.containsBean(DEFAULT_SCHEDULER)
                && beans.isTypeMatch(DEFAULT_SCHEDULER, TaskScheduler.class)) {
            return beans.getBean(DEFAULT_SCHEDULER, TaskScheduler.class);
        }
        return only;
    }
}
