package io.autoimport.spring.mongodb;

import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.lock.AutoImportLockAutoConfiguration;
import io.autoimport.spring.lock.ShedLockJobLock;
import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Locks of recurrent jobs in the MongoDB that their due times are in, if ShedLock is there. */
@AutoConfiguration(after = {AutoImportLockAutoConfiguration.class, AutoImportMongoJobStoreAutoConfiguration.class})
@ConditionalOnClass(LockProvider.class)
@ConditionalOnBean(MongoJobStore.class)
@EnableConfigurationProperties(AutoImportJobsProperties.class)
public final class AutoImportMongoJobLockAutoConfiguration {

    /** For Spring. */
    public AutoImportMongoJobLockAutoConfiguration() {}

    // The provider is no bean: a host that uses ShedLock itself must not find two.
    @Bean
    @ConditionalOnMissingBean(JobLock.class)
    ShedLockJobLock autoImportMongoJobLock(MongoDatabaseFactory databases, AutoImportJobsProperties properties) {
        return new ShedLockJobLock(new MongoLockProvider(new ServerCollections(databases)), properties.lockLease());
    }
}
