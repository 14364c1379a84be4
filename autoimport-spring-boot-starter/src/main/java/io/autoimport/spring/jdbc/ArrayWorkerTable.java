package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/** The worker table of a database that knows arrays: each call is one statement. Thread-safe. */
final class ArrayWorkerTable implements WorkerTable {

    private final JdbcOperations jdbc;
    private final ArrayDialect dialect;

    ArrayWorkerTable(JdbcOperations jdbc, ArrayDialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    @Override
    public void find(Set<String> instanceIds, RowCallbackHandler rows) {
        List<@Nullable String[]> ids = List.<@Nullable String[]>of(instanceIds.toArray(String[]::new));
        jdbc.query(
                connection -> withArrays(
                        connection.prepareStatement(dialect.find(WorkerColumns.TABLE, WorkerColumns.ID)), ids),
                rows);
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        return write(
                dialect.insertIfAbsent(WorkerColumns.TABLE, WorkerColumns.ofWorker()), WorkerColumns.arraysOf(workers));
    }

    @Override
    public Set<String> updateIfUnchanged(Collection<WorkerRecord> records) {
        return write(
                dialect.updateIfUnchanged(WorkerColumns.TABLE, WorkerColumns.ofRecord()),
                WorkerColumns.arraysOfRecords(records));
    }

    private Set<String> write(String sql, List<@Nullable String[]> arrays) {
        // In H2 another session may write one of them between our look and our write. In PostgreSQL that is no error,
        // and
        // any other error ends its transaction: trying again would only hide it.
        return dialect == ArrayDialect.H2 ? Attempts.repeat(() -> writeOnce(sql, arrays)) : writeOnce(sql, arrays);
    }

    private Set<String> writeOnce(String sql, List<@Nullable String[]> arrays) {
        KeyHolder written = new GeneratedKeyHolder();
        jdbc.update(statement(sql, arrays), written);
        return written.getKeyList().stream()
                .flatMap(key -> key.values().stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    private PreparedStatementCreator statement(String sql, List<@Nullable String[]> arrays) {
        return connection -> withArrays(connection.prepareStatement(sql, new String[] {WorkerColumns.ID}), arrays);
    }

    private PreparedStatement withArrays(PreparedStatement statement, List<@Nullable String[]> arrays)
            throws SQLException {
        if (dialect == ArrayDialect.POSTGRESQL) {
            FreshPlan.demandFor(statement);
        }
        for (int i = 0; i < arrays.size(); i++) {
            statement.setArray(i + 1, statement.getConnection().createArrayOf(dialect.textType(), arrays.get(i)));
        }
        return statement;
    }
}
