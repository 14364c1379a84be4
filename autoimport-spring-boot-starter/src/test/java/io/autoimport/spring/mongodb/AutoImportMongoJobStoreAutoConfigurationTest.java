package io.autoimport.spring.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.redis.AutoImportRedisJobLockAutoConfiguration;
import io.autoimport.spring.redis.AutoImportRedisJobStoreAutoConfiguration;
import io.autoimport.spring.support.FreePort;
import io.autoimport.spring.support.TestMongo;
import java.time.Clock;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

class AutoImportMongoJobStoreAutoConfigurationTest {

    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AutoImportJobsAutoConfiguration.class,
                    AutoImportMongoJobLockAutoConfiguration.class,
                    AutoImportMongoJobStoreAutoConfiguration.class,
                    DataMongoAutoConfiguration.class,
                    MongoAutoConfiguration.class))
            .withPropertyValues(
                    "spring.mongodb.uri=" + TestMongo.uri(FreePort.find(), "nowhere"),
                    "auto-import.jobs.lock-lease=10s");

    private final ApplicationContextRunner hostWithRedis = host.withConfiguration(AutoConfigurations.of(
            AutoImportRedisJobLockAutoConfiguration.class,
            AutoImportRedisJobStoreAutoConfiguration.class,
            DataRedisAutoConfiguration.class));

    @Test
    void dueTimesAndLocksAreKeptInTheHostsMongoDb() {
        host.withPropertyValues("spring.mongodb.uri=" + TestMongo.emptyDatabase())
                .run(context -> {
                    assertThat(context.getBean(JobStore.class))
                            .isInstanceOf(MongoJobStore.class)
                            .hasToString("mongodb, the collections auto_import_job and auto_import_job_result");
                    assertThat(context.getBean(JobStore.class).findSchedule("job"))
                            .isEmpty();
                    context.getBean(JobLock.class).tryLock("job").orElseThrow().release();
                });
    }

    @Test
    void theHostSeesNoLockProviderOfOurs() {
        host.run(context -> assertThat(context).doesNotHaveBean(LockProvider.class));
    }

    @Test
    void ofMongoDbAndRedisMongoDbIsUsedForBothStoreAndLock() {
        hostWithRedis
                .withPropertyValues("spring.mongodb.uri=" + TestMongo.emptyDatabase())
                .run(context -> {
                    assertThat(context).getBean(JobStore.class).isInstanceOf(MongoJobStore.class);
                    assertThat(context).hasSingleBean(JobLock.class).hasBean("autoImportMongoJobLock");
                });
    }

    @Test
    void ofMongoDbAndRedisTheOneThatIsAskedForIsUsedForBothStoreAndLock() {
        hostWithRedis
                .withPropertyValues("auto-import.jobs.store=mongodb")
                .run(context -> assertThat(context)
                        .hasBean("autoImportMongoJobStore")
                        .hasSingleBean(JobStore.class)
                        .hasBean("autoImportMongoJobLock")
                        .hasSingleBean(JobLock.class));
        hostWithRedis
                .withPropertyValues("auto-import.jobs.store=redis")
                .run(context -> assertThat(context)
                        .hasBean("autoImportRedisJobStore")
                        .hasSingleBean(JobStore.class)
                        .hasBean("autoImportRedisJobLock")
                        .hasSingleBean(JobLock.class));
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
            assertThat(context).hasSingleBean(MongoJobStore.class);
            assertThat(context).getBean(JobLock.class).isSameAs(own);
        });
    }

    @Test
    void withoutSpringDataMongoDbOrItsDriverThereIsNeitherStoreNorLock() {
        for (String missing : new String[] {"org.springframework.data.mongodb", "com.mongodb.client"}) {
            host.withClassLoader(new FilteredClassLoader(missing))
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(MongoJobStore.class)
                            .doesNotHaveBean(JobLock.class));
        }
    }

    @Test
    void withoutShedLockThereIsAStoreButNoLock() {
        host.withClassLoader(new FilteredClassLoader(LockProvider.class))
                .run(context ->
                        assertThat(context).hasSingleBean(MongoJobStore.class).doesNotHaveBean(JobLock.class));
    }

    @Test
    void amongSeveralDatabasesNoneIsGuessed() {
        // Without Boot's own, which do not start with two.
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AutoImportJobsAutoConfiguration.class, AutoImportMongoJobStoreAutoConfiguration.class))
                .withBean("one", MongoDatabaseFactory.class, AutoImportMongoJobStoreAutoConfigurationTest::anyDatabase)
                .withBean("two", MongoDatabaseFactory.class, AutoImportMongoJobStoreAutoConfigurationTest::anyDatabase)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MongoJobStore.class));
    }

    private static MongoDatabaseFactory anyDatabase() {
        return new SimpleMongoClientDatabaseFactory(TestMongo.emptyDatabase());
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
        try (TestMongo mongo = TestMongo.start()) {
            host.withPropertyValues("spring.mongodb.uri=" + mongo.uri("test")).run(context -> {
                JobStore store = context.getBean(JobStore.class);
                store.now();

                mongo.stop();
                assertThatExceptionOfType(RuntimeException.class).isThrownBy(store::now);
                mongo.restart();

                await().ignoreExceptions().until(() -> store.findSchedule("job").isEmpty());
                context.getBean(JobLock.class).tryLock("job").orElseThrow().release();
            });
        }
    }
}
