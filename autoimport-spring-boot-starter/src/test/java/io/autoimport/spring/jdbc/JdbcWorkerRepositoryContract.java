package io.autoimport.spring.jdbc;

import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.test.contract.WorkerRepositoryContractTest;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

abstract class JdbcWorkerRepositoryContract extends WorkerRepositoryContractTest {

    private final JdbcTemplate jdbc;
    private final String platform;
    private final JdbcWorkerRepository repository;

    JdbcWorkerRepositoryContract(DataSource dataSource, String platform) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.platform = platform;
        this.repository = new JdbcWorkerRepository(jdbc);
    }

    @BeforeEach
    void createTable() {
        ClassPathResource schema = new ClassPathResource("io/autoimport/spring/jdbc/schema-" + platform + ".sql");
        DataSource dataSource = jdbc.getDataSource();
        new ResourceDatabasePopulator(schema).execute(dataSource);
    }

    @Override
    protected WorkerRepository repository() {
        return repository;
    }

    @Override
    protected @Nullable String storedNameOf(String instanceId) {
        return jdbc
                .queryForList("SELECT name FROM auto_import_worker WHERE instance_id = ?", String.class, instanceId)
                .stream()
                .findFirst()
                .orElse(null);
    }
}
