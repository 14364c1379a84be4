package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Workers in the table {@code auto_import_worker} of a PostgreSQL, H2, MariaDB (10.6 or newer) or MySQL (8.0 or newer)
 * database: one statement or two for each call, whatever the size of the batch. Thread-safe.
 *
 * <p>Takes part in the transaction of the calling thread, if there is one. What the database refuses is thrown as a
 * {@link org.springframework.dao.DataAccessException}.
 */
public final class JdbcWorkerRepository implements ReconcilableWorkerRepository {

    private static final String PRESENCES = "SELECT instance_id, account_id, missing_since FROM " + WorkerColumns.TABLE
            + " WHERE managed AND source = ? AND region = ?";

    private static final String FIND_FIRST = PRESENCES + " ORDER BY instance_id LIMIT ?";

    private static final String FIND_NEXT = PRESENCES + " AND instance_id > ? ORDER BY instance_id LIMIT ?";

    private final JdbcOperations jdbc;
    private final Runnable beforeFirstUse;
    private volatile @Nullable Opened opened;

    /** What depends on the kind of the database. */
    private record Opened(WorkerTable table, WorkerRows rows) {}

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
        Opened database = open();
        Map<String, Optional<WorkerRecord>> records = new HashMap<>();
        database.table().find(instanceIds, row -> {
            Optional<WorkerRecord> record =
                    row.getBoolean("managed") ? Optional.of(database.rows().record(row)) : Optional.empty();
            records.put(row.getString(WorkerColumns.ID), record);
        });
        return records;
    }

    @Override
    public List<WorkerPresence> findPresences(String source, String region, @Nullable String after, int limit) {
        WorkerRows rows = open().rows();
        return after == null
                ? jdbc.query(FIND_FIRST, (row, number) -> rows.presence(row), source, region, limit)
                : jdbc.query(FIND_NEXT, (row, number) -> rows.presence(row), source, region, after, limit);
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        return open().table().insertIfAbsent(workers);
    }

    @Override
    public Set<String> updateIfUnchanged(Collection<WorkerRecord> records) {
        return open().table().updateIfUnchanged(records);
    }

    // Asked for on first use, so that a database that is down does not keep the host from starting; and before any
    // statement takes a connection, as it takes one itself.
    private Opened open() {
        @Nullable Opened known = opened;
        if (known == null) {
            beforeFirstUse.run();
            String product = String.valueOf(jdbc.execute((ConnectionCallback<String>) JdbcWorkerRepository::productOf));
            known = new Opened(WorkerTable.of(product, jdbc), new WorkerRows(DatabaseTime.ofProduct(product)));
            opened = known;
        }
        return known;
    }

    private static String productOf(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return metaData.getDatabaseProductName();
    }
}
