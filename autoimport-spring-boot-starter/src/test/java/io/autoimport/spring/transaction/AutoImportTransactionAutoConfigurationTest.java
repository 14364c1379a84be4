package io.autoimport.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class AutoImportTransactionAutoConfigurationTest {

    private final ApplicationContextRunner host =
            new ApplicationContextRunner().withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS);

    private static final Worker WORKER = Worker.of(
            new Instance(
                    "i-1",
                    "us-east-1",
                    null,
                    Image.ofId("ami-1"),
                    InstanceState.RUNNING,
                    "",
                    null,
                    null,
                    null,
                    Map.of()),
            "default",
            "alice",
            "run-1",
            Instant.EPOCH);

    @Test
    void aUnitOfWorkIsATransactionOfTheHost() {
        assertThatAUnitOfWorkIsATransaction(host);
    }

    @Test
    void aUnitOfWorkOnARepositoryOfTheHostsOwnIsOneToo() {
        assertThatAUnitOfWorkIsATransaction(host.withBean(WorkerRepository.class, InMemoryWorkerRepository::new));
    }

    private static void assertThatAUnitOfWorkIsATransaction(ApplicationContextRunner host) {
        host.run(context -> {
            JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
            jdbc.execute("CREATE TABLE t (x int)");
            UnitOfWork unitOfWork = context.getBean(UnitOfWork.class);

            assertThat(unitOfWork.execute(() -> jdbc.update("INSERT INTO t VALUES (1)")))
                    .isEqualTo(1);
            assertThatIllegalStateException()
                    .isThrownBy(() -> unitOfWork.execute(() -> {
                        jdbc.update("INSERT INTO t VALUES (2)");
                        throw new IllegalStateException("undo");
                    }));

            assertThat(jdbc.queryForList("SELECT x FROM t", Integer.class)).containsExactly(1);
        });
    }

    @Test
    void aUnitOfWorkOfTheHostsOwnWins() {
        host.withBean(UnitOfWork.class, () -> UnitOfWork.NONE)
                .run(context -> assertThat(context.getBean(UnitOfWork.class)).isSameAs(UnitOfWork.NONE));
    }

    @Test
    void withoutTransactionsThereIsNone() {
        host.withClassLoader(new FilteredClassLoader(PlatformTransactionManager.class, JdbcTemplate.class))
                .run(context -> assertThat(context).doesNotHaveBean(UnitOfWork.class));
    }

    @Test
    void withSeveralTransactionManagersAPageIsATransactionOfTheDatabaseThatTheWorkersAreIn() {
        host.withBean("one", PlatformTransactionManager.class, () -> new JdbcTransactionManager(TestDatabases.h2()))
                .withBean("two", PlatformTransactionManager.class, () -> new JdbcTransactionManager(TestDatabases.h2()))
                .withPropertyValues("spring.datasource.hikari.auto-commit=false")
                .run(context -> {
                    DataSource dataSource = context.getBean(DataSource.class);
                    UnitOfWork unitOfWork = context.getBean(UnitOfWork.class);
                    WorkerRepository repository = context.getBean(WorkerRepository.class);
                    repository.findKnown(Set.of("i-1"));

                    unitOfWork.execute(() -> repository.insertIfAbsent(List.of(WORKER)));

                    assertThat(new JdbcTemplate(dataSource)
                                    .queryForList("SELECT instance_id FROM auto_import_worker", String.class))
                            .containsExactly("i-1");
                });
    }
}
