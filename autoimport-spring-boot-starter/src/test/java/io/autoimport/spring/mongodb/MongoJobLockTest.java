package io.autoimport.spring.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.support.TestMongo;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

class MongoJobLockTest {

    private static final String JOB = "job: with 'name'";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final String uri = TestMongo.emptyDatabase();
    private final SimpleMongoClientDatabaseFactory databases = new SimpleMongoClientDatabaseFactory(uri);
    private final LockProvider provider = new MongoLockProvider(new ServerCollections(databases));

    private final ApplicationContextRunner node = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AutoImportJobsAutoConfiguration.class,
                    AutoImportMongoJobLockAutoConfiguration.class,
                    AutoImportMongoJobStoreAutoConfiguration.class,
                    DataMongoAutoConfiguration.class,
                    MongoAutoConfiguration.class))
            .withPropertyValues("spring.mongodb.uri=" + uri, "auto-import.jobs.lock-lease=1m");

    @AfterEach
    void disconnect() throws Exception {
        ClockProvider.setClock(Clock.systemUTC());
        databases.destroy();
    }

    private static void setClockOfThisNode(int secondsAhead) {
        ClockProvider.setClock(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(secondsAhead)));
    }

    /** What a node has left that died before it could keep its lock alive, or release it. */
    private Optional<SimpleLock> lockWithoutCare(Duration lease) {
        return provider.lock(new LockConfiguration(ClockProvider.now(), "auto-import:" + JOB, lease, Duration.ZERO));
    }

    private MongoCollection<Document> locks() {
        return databases.getMongoDatabase().getCollection("auto_import_lock");
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
            assertThat(lockWithoutCare(SECONDS)).isPresent();

            assertThat(lock.tryLock(JOB)).isEmpty();
            await().atMost(MINUTE)
                    .until(() -> lock.tryLock(JOB), Optional::isPresent)
                    .orElseThrow()
                    .release();
        });
    }

    @Test
    void ofSeveralWhoWantItAtOnceOneGetsIt() throws Exception {
        for (int round = 1; round <= 20; round++) {
            List<SimpleLock> taken = lockAtOnce(8);

            assertThat(taken).as("round " + round).hasSize(1);
            taken.get(0).unlock();
            if (round % 2 == 0) {
                locks().deleteMany(new Document());
            }
        }
    }

    private List<SimpleLock> lockAtOnce(int nodes) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(nodes);
        try {
            List<Callable<Optional<SimpleLock>>> attempts = IntStream.range(0, nodes)
                    .mapToObj(number -> (Callable<Optional<SimpleLock>>) () -> lockWithoutCare(MINUTE))
                    .toList();
            List<SimpleLock> taken = new ArrayList<>();
            for (Future<Optional<SimpleLock>> attempt : executor.invokeAll(attempts)) {
                attempt.get().ifPresent(taken::add);
            }
            return taken;
        } finally {
            executor.shutdownNow();
        }
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

        Document lock = locks().find().first();
        assertThat(lock.getString("_id")).isEqualTo("auto-import:" + JOB);
        assertThat(Duration.between(
                        lock.getDate("lockedAt").toInstant(),
                        lock.getDate("lockUntil").toInstant()))
                .isBetween(MINUTE.multipliedBy(5), MINUTE.multipliedBy(6));

        extended.unlock();
        assertThat(lockWithoutCare(MINUTE)).isPresent();
    }

    @Test
    void theShortestTimeToHoldALockIsKept() {
        LockConfiguration atLeastAMinute = new LockConfiguration(ClockProvider.now(), JOB, MINUTE, MINUTE);

        provider.lock(atLeastAMinute).orElseThrow().unlock();

        assertThat(provider.lock(atLeastAMinute)).isEmpty();
    }

    @Test
    void aRecordThatSomebodyDeletedIsMissedByNobody() {
        SimpleLock released = lockWithoutCare(MINUTE).orElseThrow();
        locks().deleteMany(new Document());
        released.unlock();

        SimpleLock notExtended = lockWithoutCare(MINUTE).orElseThrow();
        locks().deleteMany(new Document());
        assertThat(notExtended.extend(MINUTE, Duration.ZERO)).isEmpty();

        assertThat(lockWithoutCare(MINUTE)).isPresent();
        assertThat(lockWithoutCare(MINUTE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void whoeverIsAliveKeepsTheLockWhateverTheClocksOfTheNodesSay(int secondsAhead) {
        Duration shorterThanTheSkew = Duration.ofSeconds(10);

        setClockOfThisNode(secondsAhead);
        SimpleLock held = lockWithoutCare(shorterThanTheSkew).orElseThrow();
        setClockOfThisNode(-secondsAhead);
        assertThat(lockWithoutCare(shorterThanTheSkew)).isEmpty();

        setClockOfThisNode(secondsAhead);
        SimpleLock extended = held.extend(shorterThanTheSkew, Duration.ZERO).orElseThrow();
        setClockOfThisNode(-secondsAhead);
        assertThat(lockWithoutCare(shorterThanTheSkew)).isEmpty();

        setClockOfThisNode(secondsAhead);
        extended.unlock();
        setClockOfThisNode(-secondsAhead);
        assertThat(lockWithoutCare(shorterThanTheSkew)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void theLockOfANodeThatDiedEndsWithTheLeaseWhateverTheClocksOfTheNodesSay(int secondsAhead) {
        setClockOfThisNode(secondsAhead);
        assertThat(lockWithoutCare(SECONDS)).isPresent();

        setClockOfThisNode(-secondsAhead);
        assertThat(lockWithoutCare(SECONDS)).isEmpty();
        await().atMost(MINUTE).until(() -> lockWithoutCare(MINUTE).isPresent());
    }
}
