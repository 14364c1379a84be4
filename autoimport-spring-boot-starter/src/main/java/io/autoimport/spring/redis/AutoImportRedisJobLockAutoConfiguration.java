package io.autoimport.spring.redis;

import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.lock.AutoImportLockAutoConfiguration;
import io.autoimport.spring.lock.ShedLockJobLock;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Locks of recurrent jobs in the Redis that their due times are in, if ShedLock for Redis is there. Their end is Redis's
 * affair: the clocks of the nodes don't matter.
 */
@AutoConfiguration(after = {AutoImportLockAutoConfiguration.class, AutoImportRedisJobStoreAutoConfiguration.class})
@ConditionalOnClass({LockProvider.class, RedisLockProvider.class})
@ConditionalOnBean(RedisJobStore.class)
@EnableConfigurationProperties(AutoImportJobsProperties.class)
public final class AutoImportRedisJobLockAutoConfiguration {

    /** For Spring. */
    public AutoImportRedisJobLockAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(JobLock.class)
    ShedLockJobLock autoImportRedisJobLock(RedisConnectionFactory connections, AutoImportJobsProperties properties) {
        return new ShedLockJobLock(lockProvider(connections), properties.lockLease());
    }

    // No bean: a host that uses ShedLock itself must not find two. The keys are auto-import:lock:*.
    static LockProvider lockProvider(RedisConnectionFactory connections) {
        return new RedisLockProvider.Builder(new StringRedisTemplate(new UnboundConnections(connections)))
                .keyPrefix("auto-import")
                .environment("lock")
                // Otherwise a node that was held up for longer than the lease would release the lock of another.
                .safeUpdate(true)
                .build();
    }
}
