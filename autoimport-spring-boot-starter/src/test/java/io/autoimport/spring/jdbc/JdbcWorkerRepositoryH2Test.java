package io.autoimport.spring.jdbc;

import io.autoimport.spring.support.TestDatabases;

class JdbcWorkerRepositoryH2Test extends JdbcWorkerRepositoryContract {

    JdbcWorkerRepositoryH2Test() {
        super(TestDatabases.h2(), "h2");
    }
}
