package io.autoimport.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestRedis;
import io.autoimport.test.contract.JobStoreContractTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RedisJobStoreTest extends JobStoreContractTest {

    private static final JobSchedule SCHEDULE =
            new JobSchedule(Instant.parse("2026-03-04T12:00:00Z"), Duration.ofHours(1), null);

    private final LettuceConnectionFactory connections =
            TestRedis.emptyDatabase().connect();
    private final StringRedisTemplate redis = new StringRedisTemplate(connections);
    private final RedisJobStore store = new RedisJobStore(connections);

    @Override
    protected JobStore store() {
        return store;
    }

    @AfterEach
    void disconnect() {
        connections.destroy();
    }

    @Test
    void aScheduleCanBeReadByPeople() {
        store.insertScheduleIfAbsent(
                "job", new JobSchedule(SCHEDULE.dueTime(), Duration.ofMinutes(90), SCHEDULE.dueTime()));

        assertThat(redis.<String, String>opsForHash().entries("auto-import:job:{job}"))
                .containsEntry("dueTime", "2026-03-04T12:00:00Z")
                .containsEntry("interval", "PT1H30M")
                .containsEntry("lastStart", "2026-03-04T12:00:00Z");
    }

    @Test
    void aDueTimeThatSomebodyWroteInAnotherWayIsTheSame() {
        JobSchedule next = SCHEDULE.afterRun(SCHEDULE.dueTime(), SCHEDULE.dueTime());
        store.insertScheduleIfAbsent("job", SCHEDULE);
        redis.opsForHash().put("auto-import:job:{job}", "dueTime", "2026-03-04T13:00:00.000+01:00");

        assertThat(store.findSchedule("job")).contains(SCHEDULE);
        assertThat(store.replaceSchedule("job", SCHEDULE, next)).isTrue();
        assertThat(store.findSchedule("job")).contains(next);
    }

    @Test
    void whatIsNoScheduleIsNamedByItsKey() {
        redis.opsForHash().put("auto-import:job:{job}", "dueTime", "tomorrow");

        assertThatIllegalStateException()
                .isThrownBy(() -> store.findSchedule("job"))
                .withMessageContaining("auto-import:job:{job}")
                .withMessageContaining("tomorrow")
                .withMessageContaining("Delete the key");
    }

    @Test
    void aResultThatCanNotBeReadIsLeftOut() {
        redis.opsForList().leftPush("auto-import:job:{job}:results", "{\"of\": \"another version\"}");

        assertThat(store.findRuns("job")).isEmpty();
    }

    @Test
    void theTimeIsAskedForWithoutLeavingAKey() {
        assertThat(store.now())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void aTransactionOfTheHostHoldsNothingBack() {
        StringRedisTemplate transactional = new StringRedisTemplate(connections);
        transactional.setEnableTransactionSupport(true);

        new TransactionTemplate(new JdbcTransactionManager(TestDatabases.h2())).executeWithoutResult(transaction -> {
            transactional.opsForValue().set("queued", "until the end of the transaction");

            assertThat(store.insertScheduleIfAbsent("job", SCHEDULE)).isTrue();
            assertThat(store.findSchedule("job")).contains(SCHEDULE);
            transaction.setRollbackOnly();
        });

        assertThat(store.findSchedule("job")).contains(SCHEDULE);
        assertThat(redis.hasKey("queued")).isFalse();
    }
}
