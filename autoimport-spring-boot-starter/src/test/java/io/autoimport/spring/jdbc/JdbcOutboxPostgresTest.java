package io.autoimport.spring.jdbc;

import io.autoimport.spring.support.TestDatabases;

class JdbcOutboxPostgresTest extends JdbcOutboxContract {

    JdbcOutboxPostgresTest() {
        super(TestDatabases.postgres());
    }
}
