package io.autoimport.spring.jdbc;

import io.autoimport.spring.support.TestDatabases;

class JdbcOutboxH2Test extends JdbcOutboxContract {

    JdbcOutboxH2Test() {
        super(TestDatabases.h2());
    }
}
