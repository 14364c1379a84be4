package io.autoimport.sample.workers;

import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

class WorkerMetricsCollectionJobH2Test extends WorkerMetricsCollectionJobContract {

    WorkerMetricsCollectionJobH2Test() {
        super(newDatabase(), "schema-h2.sql");
    }

    private static JdbcDataSource newDatabase() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        dataSource.setUser("sa");
        return dataSource;
    }
}
