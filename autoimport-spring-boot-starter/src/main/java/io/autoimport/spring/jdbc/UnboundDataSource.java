package io.autoimport.spring.jdbc;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The host's connections, but never the one that a transaction of the host has bound to the thread. That of JPA is bound in
 * such a way that even a new transaction would use it, and commit what the host has not finished. Spring finds bound
 * connections by their DataSource, and does not know this one. Thread-safe.
 */
final class UnboundDataSource extends DelegatingDataSource {

    UnboundDataSource(DataSource host) {
        super(behindProxy(host));
    }

    /** What Spring binds connections to: a proxy that is aware of transactions hands out that of what is behind it. */
    static DataSource behindProxy(DataSource host) {
        @Nullable
        DataSource target = host instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : null;
        return target == null ? host : target;
    }
}
