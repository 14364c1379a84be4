package io.autoimport.spring.jdbc;

import io.autoimport.spring.support.TestDatabases;

class JdbcJobStoreH2Test extends JdbcJobStoreContract {

    JdbcJobStoreH2Test() throws Exception {
        super(TestDatabases.h2());
    }
}
