package io.autoimport.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.spring.support.TestDatabases;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcWorkerRepositoryPostgresTest extends JdbcWorkerRepositoryContract {

    private static final int PAGE = 1_000;

    JdbcWorkerRepositoryPostgresTest() throws SQLException {
        super(TestDatabases.postgres(), "postgresql");
    }

    /** A plan that was made for the small table would read the large one again and again. */
    @Test
    void aTableThatGrowsIsLookedUpByItsIndex() {
        ReconcilableWorkerRepository repository = repository();
        int pages = 30;
        new JdbcTemplate(pool()).execute("VACUUM ANALYZE auto_import_worker"); // now it is known to be empty

        Long read = new TransactionTemplate(new JdbcTransactionManager(pool())).execute(transaction -> {
            for (int look = 0; look < 20; look++) {
                repository.findRecords(Set.of("i-0"));
            }
            for (int page = 0; page < pages; page++) {
                List<Worker> workers = workersOf(page);
                Set<String> ids = workers.stream().map(Worker::instanceId).collect(Collectors.toSet());
                assertThat(repository.findRecords(ids)).isEmpty();
                assertThat(repository.insertIfAbsent(workers)).hasSize(PAGE);
            }
            return new JdbcTemplate(pool())
                    .queryForObject(
                            "SELECT seq_tup_read FROM pg_stat_xact_user_tables"
                                    + " WHERE relname = 'auto_import_worker' AND schemaname = current_schema",
                            Long.class);
        });

        assertThat(read).as("rows that were read without the index").isLessThan((long) pages * PAGE);
    }

    private static List<Worker> workersOf(int page) {
        return IntStream.range(page * PAGE, (page + 1) * PAGE)
                .mapToObj(number -> new Instance(
                        "i-%017x".formatted(number),
                        "us-east-1",
                        "111122223333",
                        Image.ofId("ami-0123456789abcdef0"),
                        InstanceState.RUNNING,
                        "c5.2xlarge",
                        Instant.EPOCH,
                        null,
                        null,
                        Map.of()))
                .map(instance -> Worker.of(instance, "default", "auto-import-job", "run", Instant.EPOCH))
                .toList();
    }
}
