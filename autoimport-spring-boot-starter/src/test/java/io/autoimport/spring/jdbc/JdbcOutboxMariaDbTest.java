package io.autoimport.spring.jdbc;

import io.autoimport.spring.support.TestDatabases;

class JdbcOutboxMariaDbTest extends JdbcOutboxContract {

    JdbcOutboxMariaDbTest() {
        super(TestDatabases.mariaDb());
    }
}
