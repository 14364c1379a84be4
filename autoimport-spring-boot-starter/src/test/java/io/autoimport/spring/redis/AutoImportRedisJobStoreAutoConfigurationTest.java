package io.autoimport.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.support.FreePort;
import io.autoimport.spring.support.TestRedis;
import java.time.Clock;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;

class AutoImportRedisJobStoreAutoConfigurationTest {

    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AutoImportJobsAutoConfiguration.class,
                    AutoImportRedisJobLockAutoConfiguration.class,
                    AutoImportRedisJobStoreAutoConfiguration.class,
                    DataRedisAutoConfiguration.class))
            .withPropertyValues(
                    "spring.data.redis.port=" + FreePort.find(),
                    "spring.data.redis.timeout=5s",
                    "auto-import.jobs.lock-lease=10s");

    @Test
    void dueTimesAndLocksAreKeptInTheHostsRedis() {
        host.withPropertyValues(TestRedis.emptyDatabase().properties()).run(context -> {
            assertThat(context.getBean(JobStore.class))
                    .isInstanceOf(RedisJobStore.class)
                    .hasToString("redis, the keys auto-import:job:*");
            assertThat(context.getBean(JobStore.class).findSchedule("job")).isEmpty();
            context.getBean(JobLock.class).tryLock("job").orElseThrow().release();
        });
    }

    @Test
    void theHostSeesNoTemplateAndNoLockProviderOfOurs() {
        host.run(context -> {
            assertThat(context).doesNotHaveBean(LockProvider.class);
            assertThat(context.getBeansOfType(RedisTemplate.class))
                    .containsOnlyKeys("redisTemplate", "stringRedisTemplate");
            assertThat(context).hasSingleBean(RedisConnectionFactory.class);
        });
    }

    @Test
    void whatIsAskedForByNameIsUsed() {
        host.withPropertyValues("auto-import.jobs.store=redis")
                .run(context -> assertThat(context).hasSingleBean(RedisJobStore.class));
    }

    @Test
    void ifAnotherStoreIsAskedForThereIsNeitherStoreNorLock() {
        host.withPropertyValues("auto-import.jobs.store=memory").run(context -> {
            assertThat(context).getBean(JobStore.class).isInstanceOf(InMemoryJobStore.class);
            assertThat(context).doesNotHaveBean(JobLock.class);
        });
    }

    @Test
    void aStoreOfTheHostsOwnWinsAndTheLockIsItsAffairToo() {
        JobStore own = new InMemoryJobStore(Clock.systemUTC());

        host.withBean(JobStore.class, () -> own).run(context -> {
            assertThat(context).getBean(JobStore.class).isSameAs(own);
            assertThat(context).doesNotHaveBean(JobLock.class);
        });
    }

    @Test
    void aLockOfTheHostsOwnWins() {
        JobLock own = jobName -> Optional.empty();

        host.withBean(JobLock.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(RedisJobStore.class);
            assertThat(context).getBean(JobLock.class).isSameAs(own);
        });
    }

    @Test
    void withoutSpringDataRedisThereIsNeitherStoreNorLock() {
        host.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(RedisJobStore.class)
                        .doesNotHaveBean(JobLock.class));
    }

    @Test
    void withoutShedLockThereIsAStoreButNoLock() {
        for (Class<?> missing : new Class<?>[] {LockProvider.class, RedisLockProvider.class}) {
            host.withClassLoader(new FilteredClassLoader(missing))
                    .run(context -> assertThat(context)
                            .hasSingleBean(RedisJobStore.class)
                            .doesNotHaveBean(JobLock.class));
        }
    }

    @Test
    void amongSeveralServersNoneIsGuessed() {
        host.withBean("one", RedisConnectionFactory.class, LettuceConnectionFactory::new)
                .withBean("two", RedisConnectionFactory.class, LettuceConnectionFactory::new)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RedisJobStore.class));
    }

    @Test
    void aServerThatIsDownDoesNotKeepTheHostFromStarting() {
        host.run(context -> {
            assertThat(context).hasNotFailed();
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> context.getBean(JobStore.class).now());
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> context.getBean(JobLock.class).tryLock("job"));
        });
    }

    @Test
    void aServerThatHasComeBackIsUsedAgain() {
        try (TestRedis redis = TestRedis.start()) {
            host.withPropertyValues(redis.properties()).run(context -> {
                JobStore store = context.getBean(JobStore.class);
                store.now();

                redis.stop();
                assertThatExceptionOfType(RuntimeException.class).isThrownBy(store::now);
                redis.restart();

                await().ignoreExceptions().until(() -> store.findSchedule("job").isEmpty());
                context.getBean(JobLock.class).tryLock("job").orElseThrow().release();
            });
        }
    }
}
