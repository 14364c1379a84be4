package io.autoimport.sample.labs;

import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

class LabsRefreshJobH2Test extends LabsRefreshJobContract {

    LabsRefreshJobH2Test() {
        super(newDatabase(), "schema-h2.sql");
    }

    private static JdbcDataSource newDatabase() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        dataSource.setUser("sa");
        return dataSource;
    }
}
