package io.autoimport.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.support.OwnLines;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
class AutoImportJdbcJobStoreAutoConfigurationTest {

    private static final String JOB = "auto-import-workers";
    private static final String COLLISION = "Several nodes may run a job at the same time";

    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
            .withPropertyValues("auto-import.workers.ami-name=CML-*");

    private final ApplicationContextRunner enabled = host.withPropertyValues("auto-import.workers.enabled=true");

    private static ApplicationContextRunner on(String url, ApplicationContextRunner host) {
        return host.withPropertyValues("spring.datasource.url=" + url, "spring.datasource.username=postgres");
    }

    private static Optional<JobLock.Held> tryLock(ApplicationContext context) {
        return context.getBean(JobLock.class).tryLock(JOB);
    }

    @Test
    void aHostWithADatabaseKeepsItsDueTimesThereAndLocksThereToo(CapturedOutput output) {
        enabled.run(context -> {
            assertThat(context).getBean(JobStore.class).isInstanceOf(JdbcJobStore.class);
            await().until(() ->
                    context.getBean(JobStore.class).findSchedule(JOB).isPresent());

            JobLock.Held lock = tryLock(context).orElseThrow();
            assertThat(tryLock(context)).isEmpty();
            lock.release();
            tryLock(context).orElseThrow().release();
            assertThat(context).doesNotHaveBean(LockProvider.class);
            assertThat(OwnLines.of(output)).noneMatch(line -> line.contains(COLLISION));
        });
    }

    @Test
    void aHostCanKeepThemElsewhere() {
        enabled.withPropertyValues("auto-import.jobs.store=memory").run(context -> {
            assertThat(context).getBean(JobStore.class).isInstanceOf(InMemoryJobStore.class);
            assertThat(context).doesNotHaveBean(JobLock.class);
        });
    }

    @Test
    void withoutSpringJdbcTheMemoryIsTaken() {
        new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                .run(context -> assertThat(context).getBean(JobStore.class).isInstanceOf(InMemoryJobStore.class));
    }

    @Test
    void withoutShedLockThereIsNoLockAndAWarning(CapturedOutput output) {
        enabled.withClassLoader(new FilteredClassLoader("net.javacrumbs.shedlock"))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(JobLock.class);
                    assertThat(output).contains(COLLISION);
                });
    }

    @Test
    void theHostsOwnLockProviderWins() {
        AtomicInteger asked = new AtomicInteger();
        enabled.withBean(LockProvider.class, () -> configuration -> {
                    asked.incrementAndGet();
                    return Optional.empty();
                })
                .run(context -> {
                    assertThat(tryLock(context)).isEmpty();
                    assertThat(asked).hasPositiveValue();
                });
    }

    @Test
    void theHostsOwnLockWins() {
        JobLock own = jobName -> Optional.empty();

        enabled.withBean(JobLock.class, () -> own)
                .run(context -> assertThat(context.getBean(JobLock.class)).isSameAs(own));
    }

    @Test
    void tablesThatAreNotThereAreNamedWithTheCure() {
        on(TestDatabases.postgresUrl(), host)
                .run(context -> assertThatIllegalStateException()
                        .isThrownBy(() -> context.getBean(JobStore.class).findSchedule(JOB))
                        .withMessageContaining("auto_import_job")
                        .withMessageContaining("auto-import.jdbc.initialize-schema=always"));
    }

    @Test
    void aDisabledJobLeavesNoDueTimeBehind() {
        String url = TestDatabases.postgresUrl();
        DataSource database = TestDatabases.dataSource(url);
        String count = "SELECT count(*) FROM auto_import_job";
        on(url, host)
                .withPropertyValues("auto-import.jdbc.initialize-schema=always")
                .withPropertyValues("auto-import.workers.enabled=true")
                .run(context -> await().until(() ->
                        context.getBean(JobStore.class).findSchedule(JOB).isPresent()));
        assertThat(JdbcClient.create(database).sql(count).query(Integer.class).single())
                .isEqualTo(1);

        on(url, host)
                .run(context -> await().until(() -> JdbcClient.create(database)
                                .sql(count)
                                .query(Integer.class)
                                .single()
                        == 0));
    }

    @Test
    void whileTheJobIsDisabledNoTableIsMade() {
        host.run(context -> {
            context.getBean(JobStore.class).removeSchedule(JOB);
            assertThat(JdbcClient.create(context.getBean(DataSource.class))
                            .sql(
                                    "SELECT count(*) FROM information_schema.tables WHERE lower(table_name) LIKE 'auto_import%'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        });
    }

    @Test
    void aCallTakesNoPartInATransactionOfTheHost() {
        enabled.run(AutoImportJdbcJobStoreAutoConfigurationTest::callInATransactionThatIsRolledBack);
    }

    @Test
    void aCallTakesNoPartInATransactionThatTheDataSourceIsAwareOf() {
        enabled.withBean(AwareOfTransactions.class, AwareOfTransactions::new)
                .run(AutoImportJdbcJobStoreAutoConfigurationTest::callInATransactionThatIsRolledBack);
    }

    private static void callInATransactionThatIsRolledBack(ApplicationContext context) {
        JobSchedule schedule = JobSchedule.first(Instant.now(), Duration.ofHours(1), Duration.ofHours(1));
        JobStore store = context.getBean(JobStore.class);
        JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
        jdbc.sql("CREATE TABLE host_row (x int)").update();
        TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

        transaction.executeWithoutResult(status -> {
            jdbc.sql("INSERT INTO host_row VALUES (1)").update();
            store.insertScheduleIfAbsent("own", schedule);
            status.setRollbackOnly();
        });

        assertThat(store.findSchedule("own")).contains(schedule);
        assertThat(jdbc.sql("SELECT x FROM host_row").query().listOfRows()).isEmpty();
    }

    /** Puts the host's DataSource behind one whose connections are those of the transaction, also for who knows nothing of Spring. */
    private static final class AwareOfTransactions implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource dataSource ? new TransactionAwareDataSourceProxy(dataSource) : bean;
        }
    }
}
