package io.autoimport.spring.quartz;

import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.ConditionalOnJobScheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Duration;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Every recurrent job on the application's Quartz. */
@AutoConfiguration(
        after = AutoImportJobsAutoConfiguration.class,
        afterName = {
            "io.autoimport.spring.dbscheduler.AutoImportDbSchedulerAutoConfiguration",
            "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration"
        })
@ConditionalOnClass(Scheduler.class)
@ConditionalOnSingleCandidate(Scheduler.class)
@ConditionalOnJobScheduler(AutoImportJobsProperties.Scheduler.QUARTZ)
@Conditional(OnQuartzToBeUsed.class)
@ImportRuntimeHints(StoredJobHints.class)
public final class AutoImportQuartzAutoConfiguration {

    private static final String IDLE_WAIT_TIME = "spring.quartz.properties.org.quartz.scheduler.idle-wait-time";
    private static final long DEFAULT_IDLE_WAIT_TIME = 30_000;

    /** For Spring. */
    public AutoImportQuartzAutoConfiguration() {}

    // As providers, so that the order in which Spring stops these is that of their phases. What depends on a bean is
    // stopped before it, whatever the phases are.
    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean(JobEngine.class)
    QuartzJobEngine autoImportJobEngine(
            ObjectProvider<Scheduler> scheduler,
            RecurrentJobs jobs,
            ObjectProvider<JobRunner> runner,
            Environment environment)
            throws SchedulerException {
        return new QuartzJobEngine(scheduler.getObject(), jobs, runner.getObject(), idleWaitTime(environment));
    }

    // Quartz itself does not tell.
    private static Duration idleWaitTime(Environment environment) {
        long millis = Binder.get(environment).bind(IDLE_WAIT_TIME, Long.class).orElse(DEFAULT_IDLE_WAIT_TIME);
        return Duration.ofMillis(millis < 0 ? DEFAULT_IDLE_WAIT_TIME : millis); // as Quartz reads it
    }
}
