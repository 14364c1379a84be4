package io.autoimport.spring.jdbc;

import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.spring.transaction.TransactionalUnitOfWork;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a page's inserts and their events one transaction of the database that the workers are in: one of the host's
 * transaction manager, unless that manages something else. Thread-safe.
 */
final class JdbcUnitOfWork implements UnitOfWork {

    private final DataSource dataSource;
    private final @Nullable PlatformTransactionManager host;
    private volatile @Nullable UnitOfWork chosen;

    /**
     * Makes units of work. Neither the database nor the manager is asked for anything yet.
     *
     * @param dataSource the connections of the workers' repository
     * @param host the host's transaction manager, or null if there is none, or none for all
     */
    JdbcUnitOfWork(DataSource dataSource, @Nullable PlatformTransactionManager host) {
        this.dataSource = UnboundDataSource.behindProxy(dataSource);
        this.host = host;
    }

    @Override
    public <T> T execute(Supplier<T> work) {
        @Nullable UnitOfWork known = chosen;
        if (known == null) {
            known = choose();
            chosen = known;
        }
        return known.execute(work);
    }

    private UnitOfWork choose() {
        return new TransactionalUnitOfWork(
                host != null && manages(host) ? host : new JdbcTransactionManager(dataSource));
    }

    private boolean manages(PlatformTransactionManager manager) {
        if (!(manager instanceof ResourceTransactionManager ofOneResource)) {
            return true; // JTA's manages all, and what others manage can't be told
        }
        Object resource = ofOneResource.getResourceFactory();
        return resource instanceof DataSource ? resource.equals(dataSource) : binds(manager);
    }

    // That of JPA doesn't say which database it manages, but its transactions bind a connection to the thread.
    private boolean binds(PlatformTransactionManager manager) {
        TransactionTemplate empty = new TransactionTemplate(manager);
        empty.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return Boolean.TRUE.equals(empty.execute(status -> TransactionSynchronizationManager.hasResource(dataSource)));
    }
}
