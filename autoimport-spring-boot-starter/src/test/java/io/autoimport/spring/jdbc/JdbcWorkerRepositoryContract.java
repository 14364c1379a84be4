package io.autoimport.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.test.contract.ReconcilableWorkerRepositoryContractTest;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

@Execution(ExecutionMode.CONCURRENT)
abstract class JdbcWorkerRepositoryContract extends ReconcilableWorkerRepositoryContractTest {

    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcTemplate jdbc;
    private final String platform;
    private final JdbcWorkerRepository repository;

    JdbcWorkerRepositoryContract(DataSource dataSource, String platform) {
        pool.setDataSource(dataSource);
        this.jdbc = new JdbcTemplate(pool);
        this.platform = platform;
        this.repository = new JdbcWorkerRepository(jdbc);
    }

    final DataSource pool() {
        return pool;
    }

    @BeforeEach
    void createTable() {
        ClassPathResource schema = new ClassPathResource("io/autoimport/spring/jdbc/schema-" + platform + ".sql");
        new ResourceDatabasePopulator(schema).execute(pool);
    }

    @AfterEach
    void disconnect() {
        pool.close();
    }

    @Override
    protected ReconcilableWorkerRepository repository() {
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

    /** As a host may do it that knows nothing of the import's own columns, with values that the import never writes. */
    @Override
    protected void registerOtherwise(String instanceId) {
        jdbc.update(
                "INSERT INTO auto_import_worker (instance_id, region, source, name, state, instance_type, tags, image_id,"
                        + " created_by, run_id, imported_at) VALUES (?, 'us-east-1', 'default', 'by hand', 'unheard-of',"
                        + " '', 'no JSON', '', '', '', CURRENT_TIMESTAMP)",
                instanceId);
    }
}
