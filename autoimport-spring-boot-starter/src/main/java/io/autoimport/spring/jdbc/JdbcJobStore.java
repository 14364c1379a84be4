package io.autoimport.spring.jdbc;

import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.RunRecordJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Due times and results in the tables {@code auto_import_job} and {@code auto_import_job_result} of a PostgreSQL,
 * H2, MariaDB or MySQL database. Each call is a transaction of its own. Thread-safe.
 */
final class JdbcJobStore implements JobStore {

    private static final Logger log = LoggerFactory.getLogger(JdbcJobStore.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DatabaseSchema schema;

    JdbcJobStore(DataSource dataSource, DatabaseSchema schema) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.schema = schema;
    }

    @Override
    public Instant now() {
        return call(() -> jdbc.sql("SELECT " + schema.time().now() + " AS read_at")
                .query((row, number) -> schema.time().get(row, "read_at"))
                .single());
    }

    @Override
    public Optional<JobSchedule> findSchedule(String jobName) {
        return call(() -> jdbc.sql("SELECT due_at, run_interval, last_started_at FROM auto_import_job WHERE name = ?")
                .param(jobName)
                .query((row, number) -> schedule(row))
                .optional());
    }

    private JobSchedule schedule(ResultSet row) throws SQLException {
        return new JobSchedule(
                schema.time().get(row, "due_at"),
                Duration.parse(row.getString("run_interval")),
                schema.time().find(row, "last_started_at"));
    }

    @Override
    public boolean insertScheduleIfAbsent(String jobName, JobSchedule schedule) {
        try {
            return call(() -> jdbc.sql("INSERT INTO auto_import_job (name, due_at, run_interval, last_started_at)"
                                    + " VALUES (?, ?, ?, ?)")
                            .param(jobName)
                            .param(time(schedule.dueTime()))
                            .param(schedule.interval().toString())
                            .param(time(schedule.lastStart()))
                            .update())
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public boolean replaceSchedule(String jobName, JobSchedule expected, JobSchedule schedule) {
        return call(() -> jdbc.sql("UPDATE auto_import_job SET due_at = ?, run_interval = ?, last_started_at = ?"
                                + " WHERE name = ? AND due_at = ?")
                        .param(time(schedule.dueTime()))
                        .param(schedule.interval().toString())
                        .param(time(schedule.lastStart()))
                        .param(jobName)
                        .param(time(expected.dueTime()))
                        .update())
                == 1;
    }

    /** For a job that is not to run no table is made: where there is none, there is nothing to remove. */
    @Override
    public void removeSchedule(String jobName) {
        try {
            execute(() -> jdbc.sql("DELETE FROM auto_import_job WHERE name = ?")
                    .param(jobName)
                    .update());
        } catch (BadSqlGrammarException e) {
            log.debug("No due time of job {} can be removed", jobName, e);
        }
    }

    @Override
    public void addRun(String jobName, RunRecord run) {
        call(() -> {
            jdbc.sql("INSERT INTO auto_import_job_result (job_name, run_id, started_at, result) VALUES (?, ?, ?, ?)")
                    .param(jobName)
                    .param(run.result().runId())
                    .param(time(run.result().startedAt()))
                    .param(RunRecordJson.write(run))
                    .update();
            return jdbc.sql("DELETE FROM auto_import_job_result WHERE job_name = ? AND id <= (SELECT MIN(id) FROM"
                            + " (SELECT id FROM auto_import_job_result WHERE job_name = ? ORDER BY id DESC LIMIT ?) latest)"
                            + " - 1")
                    .param(jobName)
                    .param(jobName)
                    .param(MAX_RUNS)
                    .update();
        });
    }

    @Override
    public List<RunRecord> findRuns(String jobName) {
        return call(() -> jdbc
                .sql("SELECT result FROM auto_import_job_result WHERE job_name = ? ORDER BY id DESC LIMIT ?")
                .param(jobName)
                .param(MAX_RUNS)
                .query(String.class)
                .list()
                .stream()
                .map(RunRecordJson::read)
                .flatMap(Optional::stream)
                .toList());
    }

    private <T> T call(Supplier<T> statements) {
        schema.prepare();
        try {
            return execute(statements);
        } catch (BadSqlGrammarException e) {
            throw new IllegalStateException(
                    "The tables of the job store are not what they should be: "
                            + e.getMostSpecificCause().getMessage()
                            + ". In PostgreSQL, H2, MariaDB and MySQL, set auto-import.jdbc.initialize-schema=always, or run"
                            + " schema-jobs-<platform>.sql of the starter. Elsewhere, set auto-import.jobs.store to another"
                            + " store, or define a bean of type JobStore",
                    e);
        }
    }

    private <T> T execute(Supplier<T> statements) {
        return Objects.requireNonNull(transaction.execute(status -> statements.get()));
    }

    private @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : schema.time().parameter(instant);
    }

    @Override
    public String toString() {
        return "jdbc, the tables auto_import_job and auto_import_job_result";
    }
}
