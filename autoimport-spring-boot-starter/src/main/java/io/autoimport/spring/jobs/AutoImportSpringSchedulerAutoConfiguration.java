package io.autoimport.spring.jobs;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import io.autoimport.spring.workers.AutoImportWorkersAutoConfiguration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.TaskScheduler;

/**
 * Every {@link RecurrentJob} bean on Spring's scheduling. Never makes a scheduler that other beans can see, and never
 * enables {@code @Scheduled} for the host.
 */
@AutoConfiguration(
        after = AutoImportWorkersAutoConfiguration.class,
        afterName = "org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration")
@Conditional(OnSpringScheduler.class)
@EnableConfigurationProperties(AutoImportJobsProperties.class)
public final class AutoImportSpringSchedulerAutoConfiguration {

    /** The name under which Spring itself looks for the scheduler to use among several. */
    private static final String DEFAULT_SCHEDULER = "taskScheduler";

    /** For Spring. */
    public AutoImportSpringSchedulerAutoConfiguration() {}

    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean
    SpringJobScheduler autoImportJobScheduler(
            ObjectProvider<RecurrentJob> jobs, AutoImportJobsProperties properties, BeanFactory beans) {
        return new SpringJobScheduler(
                jobs.orderedStream().toList(), hostSchedulerOf(beans), shutdownTimeoutOf(properties));
    }

    private static Duration shutdownTimeoutOf(AutoImportJobsProperties properties) {
        if (properties.shutdownTimeout().isNegative()) {
            throw new InvalidAutoImportPropertyException(
                    "auto-import.jobs.shutdown-timeout",
                    properties.shutdownTimeout(),
                    "it must not be negative",
                    "Set it to a duration such as 0, 20 (seconds) or 1m, or remove it.");
        }
        return properties.shutdownTimeout();
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
