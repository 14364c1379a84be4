package io.autoimport.spring.jdbc;

import io.autoimport.spring.support.TestDatabases;

class JdbcJobStoreMariaDbTest extends JdbcJobStoreContract {

    JdbcJobStoreMariaDbTest() {
        super(TestDatabases.mariaDb());
    }
}
