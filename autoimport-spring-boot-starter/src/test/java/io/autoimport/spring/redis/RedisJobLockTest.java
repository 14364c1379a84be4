package io.autoimport.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestRedis;
import java.time.Duration;
import java.util.Optional;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RedisJobLockTest {

    private static final String JOB = "job: with 'name'";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final TestRedis.Database database = TestRedis.emptyDatabase();
    private final LettuceConnectionFactory connections = database.connect();

    private final ApplicationContextRunner node = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AutoImportJobsAutoConfiguration.class,
                    AutoImportRedisJobLockAutoConfiguration.class,
                    AutoImportRedisJobStoreAutoConfiguration.class,
                    DataRedisAutoConfiguration.class))
            .withPropertyValues(database.properties())
            .withPropertyValues("auto-import.jobs.lock-lease=1m");

    @AfterEach
    void disconnect() {
        connections.destroy();
    }

    /** What a node has left that died before it could keep its lock alive, or release it. */
    private Optional<SimpleLock> lockWithoutCare(Duration lease) {
        LockProvider provider = AutoImportRedisJobLockAutoConfiguration.lockProvider(connections);
        return provider.lock(new LockConfiguration(ClockProvider.now(), "auto-import:" + JOB, lease, Duration.ZERO));
    }

    @Test
    void oneOfTwoNodesGetsItUntilItIsReleased() {
        node.run(one -> node.run(other -> {
            JobLock lock = one.getBean(JobLock.class);
            JobLock lockOfOther = other.getBean(JobLock.class);
            JobLock.Held held = lock.tryLock(JOB).orElseThrow();

            assertThat(lockOfOther.tryLock(JOB)).isEmpty();
            lockOfOther.tryLock("another job").orElseThrow().release();

            held.release();

            JobLock.Held heldByOther = lockOfOther.tryLock(JOB).orElseThrow();
            assertThat(lock.tryLock(JOB)).isEmpty();
            heldByOther.release();
        }));
    }

    @Test
    void thatOfANodeThatDiedFallsToAnotherWithinTheLease() {
        node.run(other -> {
            JobLock lock = other.getBean(JobLock.class);
            lock.tryLock("a job that is not looked at").orElseThrow().release(); // to connect takes its time
            assertThat(lockWithoutCare(Duration.ofSeconds(10))).isPresent();

            assertThat(lock.tryLock(JOB)).isEmpty();
            await().atMost(MINUTE)
                    .until(() -> lock.tryLock(JOB), Optional::isPresent)
                    .orElseThrow()
                    .release();
        });
    }

    @Test
    void whoWasHeldUpForLongerThanTheLeaseLeavesTheNextHolderAlone() {
        SimpleLock lateToRelease = lockWithoutCare(MOMENT).orElseThrow();
        SimpleLock lateToExtend = await().until(() -> lockWithoutCare(MOMENT), Optional::isPresent)
                .orElseThrow();
        SimpleLock current = await().until(() -> lockWithoutCare(MINUTE), Optional::isPresent)
                .orElseThrow();

        lateToRelease.unlock();
        assertThat(lateToExtend.extend(MINUTE, Duration.ZERO)).isEmpty();

        assertThat(lockWithoutCare(MINUTE)).isEmpty();
        assertThat(current.extend(MINUTE, Duration.ZERO)).isPresent();
    }

    @Test
    void anExtendedLockIsHeldForTheNewLease() {
        SimpleLock extended = lockWithoutCare(MINUTE)
                .orElseThrow()
                .extend(MINUTE.multipliedBy(5), Duration.ZERO)
                .orElseThrow();

        StringRedisTemplate redis = new StringRedisTemplate(connections);
        assertThat(redis.keys("*")).containsExactly("auto-import:lock:auto-import:" + JOB);
        assertThat(redis.getExpire("auto-import:lock:auto-import:" + JOB)).isBetween(200L, 300L);

        extended.unlock();
        assertThat(lockWithoutCare(MINUTE)).isPresent();
    }

    @Test
    void aTransactionOfTheHostHoldsNothingBack() {
        StringRedisTemplate transactional = new StringRedisTemplate(connections);
        transactional.setEnableTransactionSupport(true);

        new TransactionTemplate(new JdbcTransactionManager(TestDatabases.h2())).executeWithoutResult(transaction -> {
            transactional.opsForValue().set("queued", "until the end of the transaction");

            assertThat(lockWithoutCare(MINUTE)).isPresent();
        });
    }
}
