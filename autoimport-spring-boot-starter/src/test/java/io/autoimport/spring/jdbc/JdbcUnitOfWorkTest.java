package io.autoimport.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.spring.support.OtherTransactionManager;
import io.autoimport.spring.support.TestDatabases;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcUnitOfWorkTest {

    private static final String PAGE = "auto-import page";

    private final DataSource dataSource = TestDatabases.h2();
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);

    JdbcUnitOfWorkTest() {
        jdbc.execute("CREATE TABLE t (x int)");
    }

    private void assertThatPagesAreTransactions(@Nullable PlatformTransactionManager host) {
        assertThatPagesAreTransactions(dataSource, host);
    }

    private void assertThatPagesAreTransactions(DataSource connections, @Nullable PlatformTransactionManager host) {
        UnitOfWork unitOfWork = new JdbcUnitOfWork(connections, host);
        JdbcTemplate repository = new JdbcTemplate(connections);

        assertThatIllegalStateException()
                .isThrownBy(() -> unitOfWork.execute(() -> {
                    repository.update("INSERT INTO t VALUES (1)");
                    throw new IllegalStateException("undo");
                }))
                .withMessage("undo");
        assertThat(unitOfWork.execute(() -> repository.update("INSERT INTO t VALUES (2)")))
                .isEqualTo(1);

        assertThat(jdbc.queryForList("SELECT x FROM t", Integer.class)).containsExactly(2);
    }

    @Test
    void withoutAManagerTheyAreOfTheDatabase() {
        assertThatPagesAreTransactions(null);
    }

    @Test
    void besidesAManagerOfSomethingElseTheyAreOfTheDatabase() {
        assertThatPagesAreTransactions(new OtherTransactionManager());
    }

    @Test
    void besidesAManagerOfAnotherDatabaseTheyAreOfTheirOwn() {
        RecordingManager host = new RecordingManager(TestDatabases.h2());

        assertThatPagesAreTransactions(host);

        assertThat(host.begun).isEmpty();
    }

    @Test
    void theManagerOfTheDatabaseIsTheHosts() {
        RecordingManager host = new RecordingManager(dataSource);

        assertThatPagesAreTransactions(host);

        assertThat(host.begun).containsExactly(PAGE, PAGE);
    }

    @Test
    void theManagerOfTheDatabaseBehindAProxyIsTheHosts() {
        RecordingManager host = new RecordingManager(dataSource);

        assertThatPagesAreTransactions(new TransactionAwareDataSourceProxy(dataSource), host);

        assertThat(host.begun).containsExactly(PAGE, PAGE);
    }

    @Test
    void aManagerThatOnlyBindsAConnectionIsTheHosts() {
        RecordingManager host = new ManagerLikeThatOfJpa(dataSource);

        assertThatPagesAreTransactions(host);

        assertThat(host.begun)
                .as("an empty one, to see what it binds, and those of the pages")
                .containsExactly("", PAGE, PAGE);
    }

    @Test
    void aManagerThatDoesNotSayWhatItManagesIsTheHosts() {
        RecordingManager host = new RecordingManager(dataSource);

        assertThatPagesAreTransactions(new ManagerOfAnything(host));

        assertThat(host.begun).containsExactly(PAGE, PAGE);
    }

    @Test
    void aConnectionThatTheThreadKeepsIsNotTakenForOneOfTheManager() {
        OtherTransactionManager host = new OtherTransactionManager();

        new TransactionTemplate(host).executeWithoutResult(status -> {
            jdbc.queryForObject("SELECT 1", Integer.class);
            assertThatPagesAreTransactions(host);
        });
    }

    private static class RecordingManager extends JdbcTransactionManager {

        private final List<String> begun = new CopyOnWriteArrayList<>();

        RecordingManager(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            begun.add(definition.getName() == null ? "" : definition.getName());
            super.doBegin(transaction, definition);
        }
    }

    /** Its resource is a factory of sessions, and not their database. */
    private static final class ManagerLikeThatOfJpa extends RecordingManager {

        ManagerLikeThatOfJpa(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public Object getResourceFactory() {
            return this;
        }
    }

    /** As that of JTA. */
    private record ManagerOfAnything(PlatformTransactionManager delegate) implements PlatformTransactionManager {

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return delegate.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            delegate.commit(status);
        }

        @Override
        public void rollback(TransactionStatus status) {
            delegate.rollback(status);
        }
    }
}
