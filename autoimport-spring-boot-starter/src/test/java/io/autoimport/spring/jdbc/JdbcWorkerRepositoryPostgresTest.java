package io.autoimport.spring.jdbc;

import io.autoimport.spring.support.TestDatabases;
import java.sql.SQLException;

class JdbcWorkerRepositoryPostgresTest extends JdbcWorkerRepositoryContract {

    JdbcWorkerRepositoryPostgresTest() throws SQLException {
        super(TestDatabases.postgres(), "postgresql");
    }
}
