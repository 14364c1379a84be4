package io.autoimport.spring.jdbc;

import io.autoimport.spring.support.TestDatabases;

class JdbcJobStorePostgresTest extends JdbcJobStoreContract {

    JdbcJobStorePostgresTest() throws Exception {
        super(TestDatabases.postgres());
    }
}
