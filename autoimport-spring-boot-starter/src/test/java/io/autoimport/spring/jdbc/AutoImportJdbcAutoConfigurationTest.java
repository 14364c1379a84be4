package io.autoimport.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AutoImportJdbcAutoConfigurationTest {

    private final ApplicationContextRunner host =
            new ApplicationContextRunner().withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS);

    private static final String ENABLED = "auto-import.workers.enabled=true";

    private static final String DOWN = "jdbc:postgresql://127.0.0.1:1/nowhere";

    private ApplicationContextRunner on(String url) {
        return host.withPropertyValues("spring.datasource.url=" + url, "spring.datasource.username=postgres");
    }

    private static boolean hasTable(ApplicationContext context) {
        return new JdbcTemplate(context.getBean(DataSource.class))
                        .queryForObject(
                                "SELECT count(*) FROM information_schema.tables WHERE lower(table_name) ="
                                        + " 'auto_import_worker' AND table_schema = CURRENT_SCHEMA",
                                Integer.class)
                == 1;
    }

    @Test
    void workersAreKeptInTheHostsDatabase() {
        host.withPropertyValues(ENABLED).run(context -> {
            assertThat(context).getBean(WorkerRepository.class).isInstanceOf(JdbcWorkerRepository.class);
            assertThat(hasTable(context))
                    .as("the table of an embedded database")
                    .isTrue();
        });
    }

    @Test
    void aDatabaseThatIsNotEmbeddedIsLeftAsItIsUnlessAskedOtherwise() {
        on(TestDatabases.postgresUrl())
                .run(context -> assertThat(hasTable(context)).isFalse());
        on(TestDatabases.postgresUrl())
                .withPropertyValues("auto-import.jdbc.initialize-schema=always")
                .run(context -> assertThat(hasTable(context)).isTrue());
    }

    @Test
    void aTableThatIsThereAlreadyIsKept() {
        String url = TestDatabases.postgresUrl();
        for (int start = 0; start < 2; start++) {
            on(url).withPropertyValues("auto-import.jdbc.initialize-schema=always")
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    @Test
    void noTableIsMadeIfNeverIsAskedFor() {
        host.withPropertyValues("auto-import.jdbc.initialize-schema=never")
                .run(context -> assertThat(hasTable(context)).isFalse());
    }

    @Test
    void aRepositoryOfTheHostsOwnWinsAndNoTableIsMade() {
        host.withBean(WorkerRepository.class, InMemoryWorkerRepository::new).run(context -> {
            assertThat(context).hasSingleBean(WorkerRepository.class).doesNotHaveBean(JdbcWorkerRepository.class);
            assertThat(hasTable(context)).isFalse();
        });
    }

    @Test
    void withoutJdbcThereIsNoJdbcRepository() {
        new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withClassLoader(new FilteredClassLoader(JdbcTemplate.class))
                .run(context -> assertThat(context)
                        .getBean(WorkerRepository.class)
                        .isInstanceOf(InMemoryWorkerRepository.class));
    }

    @Test
    void amongSeveralDatabasesNoneIsGuessed() {
        host.withBean("one", DataSource.class, TestDatabases::h2)
                .withBean("two", DataSource.class, TestDatabases::h2)
                .run(context -> assertThat(context)
                        .getBean(WorkerRepository.class)
                        .isInstanceOf(InMemoryWorkerRepository.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "always", "never"})
    void aDatabaseThatIsDownDoesNotKeepTheHostFromStarting(String mode) {
        on(DOWN).withPropertyValues(
                        ENABLED,
                        "auto-import.jdbc.initialize-schema=" + mode,
                        "spring.datasource.hikari.connection-timeout=250")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThatExceptionOfType(RuntimeException.class)
                            .isThrownBy(() ->
                                    context.getBean(WorkerRepository.class).findKnown(Set.of("i-1")));
                });
    }

    @Test
    void whileTheJobIsDisabledNoTableIsMadeUntilAManualImportNeedsIt() {
        host.run(context -> {
            assertThat(hasTable(context)).isFalse();

            assertThat(context.getBean(WorkerRepository.class).findKnown(Set.of("i-1")))
                    .isEmpty();

            assertThat(hasTable(context)).isTrue();
        });
    }

    @Test
    void theTableIsMadeApartFromATransactionOfTheHost() {
        host.run(context -> {
            JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
            jdbc.execute("CREATE TABLE host_row (x int)");

            new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
                jdbc.update("INSERT INTO host_row VALUES (1)");
                context.getBean(WorkerRepository.class).findKnown(Set.of("i-1"));
                status.setRollbackOnly();
            });

            assertThat(hasTable(context)).isTrue();
            assertThat(jdbc.queryForList("SELECT x FROM host_row")).isEmpty();
        });
    }

    /** With due times in the database, too, there would be one statement: the one that removes the job's. */
    @Test
    void whileTheJobIsDisabledTheRepositoryAsksForNoConnection() {
        host.withPropertyValues("auto-import.jobs.store=memory").run(context -> {
            assertThat(context).getBean(WorkerRepository.class).isInstanceOf(JdbcWorkerRepository.class);
            assertThat(context.getBean(HikariDataSource.class).getHikariPoolMXBean())
                    .as("nobody asked for a connection")
                    .isNull();
        });
    }
}
