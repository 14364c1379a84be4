package io.autoimport.spring.redis;

import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Store;
import io.autoimport.spring.jobs.ConditionalOnJobStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Due times and results of recurrent jobs in the host's Redis, where the host has neither a database nor MongoDB. */
@AutoConfiguration(
        afterName = {
            "io.autoimport.spring.jdbc.AutoImportJdbcJobStoreAutoConfiguration",
            "io.autoimport.spring.mongodb.AutoImportMongoJobStoreAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
@ConditionalOnClass(StringRedisTemplate.class)
@ConditionalOnSingleCandidate(RedisConnectionFactory.class)
@ConditionalOnJobStore(Store.REDIS)
@EnableConfigurationProperties(AutoImportJobsProperties.class)
public final class AutoImportRedisJobStoreAutoConfiguration {

    /** For Spring. */
    public AutoImportRedisJobStoreAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(JobStore.class)
    RedisJobStore autoImportRedisJobStore(RedisConnectionFactory connections, AutoImportJobsProperties properties) {
        properties.confirm(Store.REDIS);
        return new RedisJobStore(connections);
    }
}
