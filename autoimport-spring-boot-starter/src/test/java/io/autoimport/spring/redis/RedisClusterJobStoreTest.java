package io.autoimport.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.support.TestRedis;
import io.autoimport.test.contract.JobStoreContractTest;
import java.time.Duration;
import java.time.Instant;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class RedisClusterJobStoreTest extends JobStoreContractTest {

    private static TestRedis cluster;
    private static LettuceConnectionFactory connections;
    private static RedisJobStore store;

    @BeforeAll
    static void connect() {
        cluster = TestRedis.startCluster();
        connections =
                new LettuceConnectionFactory(new RedisClusterConfiguration().clusterNode("127.0.0.1", cluster.port()));
        connections.afterPropertiesSet();
        connections.start();
        store = new RedisJobStore(connections);
    }

    @AfterAll
    static void stop() {
        connections.destroy();
        cluster.close();
    }

    @BeforeEach
    void empty() {
        try (RedisClusterConnection connection = connections.getClusterConnection()) {
            connection.serverCommands().flushAll();
        }
    }

    @Override
    protected JobStore store() {
        return store;
    }

    @Test
    void aClusterLocksToo() {
        LockProvider provider = AutoImportRedisJobLockAutoConfiguration.lockProvider(connections);
        LockConfiguration minute =
                new LockConfiguration(Instant.now(), "auto-import:job", Duration.ofMinutes(1), Duration.ZERO);

        provider.lock(minute).orElseThrow().unlock();

        assertThat(provider.lock(minute)).isPresent();
        assertThat(provider.lock(minute)).isEmpty();
    }
}
