package io.autoimport.spring.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.support.LibraryLog;
import io.autoimport.spring.support.TestDatabases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Execution(ExecutionMode.CONCURRENT)
class ShedLockJobLockTest {

    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DataSource database = TestDatabases.postgres();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final AtomicInteger prolonged = new AtomicInteger();
    private final AtomicInteger released = new AtomicInteger();

    ShedLockJobLockTest() {
        jdbc.sql(
                        "CREATE TABLE shedlock (name text PRIMARY KEY, lock_until timestamp, locked_at timestamp, locked_by text)")
                .update();
    }

    private JobLock node(Duration lease) {
        return new ShedLockJobLock(
                new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(new JdbcTemplate(database))
                        .usingDbTime()
                        .build()),
                lease);
    }

    private JobLock.Held heldOf(SimpleLock lock) {
        return new ShedLockJobLock(configuration -> Optional.of(lock), LEASE)
                .tryLock("job")
                .orElseThrow();
    }

    private double secondsUntil(String column) {
        return jdbc.sql("SELECT extract(epoch FROM " + column + " - timezone('utc', CURRENT_TIMESTAMP)) FROM shedlock")
                .query(Double.class)
                .single();
    }

    @Test
    void aLockThatIsHeldOutlivesItsLease() {
        Duration lease = Duration.ofSeconds(24); // what is late by more than half of it loses the lock
        JobLock.Held held = node(lease).tryLock("job").orElseThrow();

        await().atMost(PATIENCE).until(() -> secondsUntil("locked_at") < -lease.toSeconds());

        assertThat(node(lease).tryLock("job")).isEmpty();
        held.release();
        node(lease).tryLock("job").orElseThrow().release();
    }

    @Test
    void oneThatWasLostIsNotReleasedForAnother() {
        JobLock.Held lost = node(LEASE).tryLock("job").orElseThrow();
        jdbc.sql("UPDATE shedlock SET locked_by = 'another', lock_until = lock_until + interval '1 hour'")
                .update();
        await().atMost(PATIENCE).until(() -> secondsUntil("locked_at") < -LEASE.toSeconds());

        lost.release();

        assertThat(secondsUntil("lock_until")).isGreaterThan(60);
    }

    @Test
    void anExceptionDoesNotEndTheProlonging() {
        JobLock.Held held = heldOf(new SimpleLock() {
            @Override
            public Optional<SimpleLock> extend(Duration atMost, Duration atLeast) {
                if (prolonged.incrementAndGet() % 2 == 1) {
                    throw new IllegalStateException("the database is away for a moment");
                }
                return Optional.of(this);
            }

            @Override
            public void unlock() {
                released.incrementAndGet();
            }
        });

        await().atMost(PATIENCE).until(() -> prolonged.get() > 4);
        held.release();

        assertThat(released).hasValue(1);
    }

    @Test
    void whatTheDatabaseSaysOnTwoLinesIsLoggedOnOne() {
        try (LibraryLog log = new LibraryLog()) {
            JobLock.Held held = heldOf(new SimpleLock() {
                @Override
                public Optional<SimpleLock> extend(Duration atMost, Duration atLeast) {
                    prolonged.incrementAndGet();
                    throw new IllegalStateException("no room\n  Where: extend");
                }

                @Override
                public void unlock() {
                    throw new IllegalStateException("no room\n  Where: unlock");
                }
            });
            await().atMost(PATIENCE).until(() -> prolonged.get() > 1);

            held.release();

            assertThat(log.messages())
                    .filteredOn(message -> message.contains("no room"))
                    .anyMatch(message -> message.contains("no room\\u000a  Where: extend"))
                    .anyMatch(message -> message.contains("no room\\u000a  Where: unlock"))
                    .noneMatch(message -> message.contains("\n"));
        }
    }

    @Test
    void aLockThatCannotBeProlongedIsReleasedAllTheSame() {
        JobLock.Held held = heldOf(new SimpleLock() {
            @Override
            public Optional<SimpleLock> extend(Duration atMost, Duration atLeast) {
                prolonged.incrementAndGet();
                throw new UnsupportedOperationException();
            }

            @Override
            public void unlock() {
                released.incrementAndGet();
            }
        });
        await().atMost(PATIENCE).until(() -> prolonged.get() == 1);

        held.release();

        assertThat(released).hasValue(1);
    }
}
