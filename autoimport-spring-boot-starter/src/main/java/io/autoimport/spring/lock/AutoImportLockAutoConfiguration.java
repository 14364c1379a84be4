package io.autoimport.spring.lock;

import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.JobLock;
import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The host's own ShedLock, where it has one. Otherwise the lock is made of the job store. */
@AutoConfiguration(before = AutoImportJobsAutoConfiguration.class)
@ConditionalOnClass(LockProvider.class)
@ConditionalOnSingleCandidate(LockProvider.class)
@EnableConfigurationProperties(AutoImportJobsProperties.class)
public final class AutoImportLockAutoConfiguration {

    /** For Spring. */
    public AutoImportLockAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(JobLock.class)
    ShedLockJobLock autoImportJobLock(LockProvider provider, AutoImportJobsProperties properties) {
        return new ShedLockJobLock(provider, properties.lockLease());
    }
}
