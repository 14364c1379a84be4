package io.autoimport.spring.jdbc;

import io.autoimport.core.spi.JobStore;
import io.autoimport.test.contract.JobStoreContractTest;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/** The contract on a new database, whose tables are made on first use. */
abstract class JdbcJobStoreContract extends JobStoreContractTest {

    private final JobStore store;

    JdbcJobStoreContract(DataSource dataSource) {
        AutoImportJdbcProperties properties = new AutoImportJdbcProperties();
        properties.setInitializeSchema(DatabaseInitializationMode.ALWAYS);
        store = new JdbcJobStore(
                dataSource,
                new DatabaseSchema(
                        "The tables",
                        dataSource,
                        properties.withSchema(AutoImportJdbcJobStoreAutoConfiguration.TABLES)));
    }

    @Override
    protected JobStore store() {
        return store;
    }
}
