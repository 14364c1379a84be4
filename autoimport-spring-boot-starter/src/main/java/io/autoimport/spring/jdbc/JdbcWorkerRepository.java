package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/**
 * Workers in the table {@code auto_import_worker} of a PostgreSQL or H2 database: one statement for each call,
 * whatever the size of the batch. Thread-safe.
 *
 * <p>Takes part in the transaction of the calling thread, if there is one. What the database refuses is thrown as a
 * {@link org.springframework.dao.DataAccessException}.
 */
public final class JdbcWorkerRepository implements ReconcilableWorkerRepository {

    private static final String FIND_RECORDS =
            "SELECT * FROM " + WorkerColumns.TABLE + " WHERE " + WorkerColumns.ID + " = ANY (?)";

    private static final String PRESENCES = "SELECT instance_id, account_id, misses, missing_since FROM "
            + WorkerColumns.TABLE + " WHERE managed AND source = ? AND region = ?";

    private static final String FIND_FIRST = PRESENCES + " ORDER BY instance_id LIMIT ?";

    private static final String FIND_NEXT = PRESENCES + " AND instance_id > ? ORDER BY instance_id LIMIT ?";

    private static final int MAX_ATTEMPTS = 20;

    private final JdbcOperations jdbc;
    private final Runnable beforeFirstUse;
    private volatile @Nullable JdbcDialect dialect;

    /**
     * Makes a repository. The database is not asked for anything yet.
     *
     * @param jdbc access to the database
     */
    public JdbcWorkerRepository(JdbcOperations jdbc) {
        this(jdbc, () -> {});
    }

    JdbcWorkerRepository(JdbcOperations jdbc, Runnable beforeFirstUse) {
        this.jdbc = jdbc;
        this.beforeFirstUse = beforeFirstUse;
    }

    @Override
    public Map<String, Optional<WorkerRecord>> findRecords(Set<String> instanceIds) {
        dialect(); // before a connection is taken: the first time it takes one itself
        List<@Nullable String[]> ids = List.<@Nullable String[]>of(instanceIds.toArray(String[]::new));
        Map<String, Optional<WorkerRecord>> records = new HashMap<>();
        jdbc.query(connection -> withArrays(connection.prepareStatement(FIND_RECORDS), ids), row -> {
            Optional<WorkerRecord> record =
                    row.getBoolean("managed") ? Optional.of(WorkerRows.record(row)) : Optional.empty();
            records.put(row.getString(WorkerColumns.ID), record);
        });
        return records;
    }

    @Override
    public List<WorkerPresence> findPresences(String source, String region, @Nullable String after, int limit) {
        dialect();
        return after == null
                ? jdbc.query(FIND_FIRST, (row, number) -> WorkerRows.presence(row), source, region, limit)
                : jdbc.query(FIND_NEXT, (row, number) -> WorkerRows.presence(row), source, region, after, limit);
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        return write(
                dialect().insertIfAbsent(WorkerColumns.TABLE, WorkerColumns.ofWorker()),
                WorkerColumns.arraysOf(workers));
    }

    @Override
    public Set<String> updateIfUnchanged(Collection<WorkerRecord> records) {
        return write(
                dialect().updateIfUnchanged(WorkerColumns.TABLE, WorkerColumns.ofRecord()),
                WorkerColumns.arraysOfRecords(records));
    }

    private Set<String> write(String sql, List<@Nullable String[]> arrays) {
        for (int attempt = 1; ; attempt++) {
            try {
                KeyHolder written = new GeneratedKeyHolder();
                jdbc.update(statement(sql, arrays), written);
                return written.getKeyList().stream()
                        .flatMap(key -> key.values().stream())
                        .map(String::valueOf)
                        .collect(Collectors.toSet());
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                // Another session wrote one of them between our look and our write. In PostgreSQL that is no error, and
                // any other error ends its transaction: trying again would only hide it.
                if (dialect() != JdbcDialect.H2 || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private PreparedStatementCreator statement(String sql, List<@Nullable String[]> arrays) {
        return connection -> withArrays(connection.prepareStatement(sql, new String[] {WorkerColumns.ID}), arrays);
    }

    private PreparedStatement withArrays(PreparedStatement statement, List<@Nullable String[]> arrays)
            throws SQLException {
        for (int i = 0; i < arrays.size(); i++) {
            statement.setArray(
                    i + 1, statement.getConnection().createArrayOf(dialect().textType(), arrays.get(i)));
        }
        return statement;
    }

    // Asked for on first use, so that a database that is down does not keep the host from starting.
    private JdbcDialect dialect() {
        @Nullable JdbcDialect known = dialect;
        if (known == null) {
            beforeFirstUse.run();
            @Nullable String product = jdbc.execute((ConnectionCallback<String>) JdbcWorkerRepository::productOf);
            known = JdbcDialect.ofProduct(String.valueOf(product));
            dialect = known;
        }
        return known;
    }

    private static String productOf(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return metaData.getDatabaseProductName();
    }
}
