package io.autoimport.spring.jdbc;

import io.autoimport.spring.support.TestDatabases;

class JdbcWorkerRepositoryMariaDbTest extends JdbcWorkerRepositoryContract {

    JdbcWorkerRepositoryMariaDbTest() {
        super(TestDatabases.mariaDb(), "mysql");
    }
}
