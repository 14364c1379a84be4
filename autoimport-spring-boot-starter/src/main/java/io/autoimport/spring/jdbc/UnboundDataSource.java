package io.autoimport.spring.jdbc;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The host's connections, but never the one that a transaction of the host has bound to the thread. That of JPA is bound in
 * such a way that even a new transaction would use it, and commit what the host has not finished. Spring finds bound
 * connections by their DataSource, and does not know this one. Thread-safe.
 */
final class UnboundDataSource extends DelegatingDataSource {

    UnboundDataSource(DataSource host) {
        super(host);
    }
}
