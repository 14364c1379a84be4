package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.spring.jdbc.WorkerColumns.Column;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The worker table of MariaDB and MySQL. They know no arrays, so a batch travels as JSON; and their statements don't tell
 * which rows they wrote, so each call leaves a claim of its own in those, and looks for it afterwards in the same
 * transaction. Thread-safe.
 *
 * <p>In a transaction of the host nothing is tried again: with a deadlock all of it is gone.
 */
final class JsonWorkerTable implements WorkerTable {

    // Joined in this order, so that rows are locked in the order of the batch, and none but those.
    private static final String FIND = "SELECT known.* FROM " + JsonRows.tableOfIds()
            + " STRAIGHT_JOIN auto_import_worker known ON known.instance_id = page.instance_id";

    private static final String CLAIMED = "SELECT known.instance_id FROM " + JsonRows.tableOfIds()
            + " STRAIGHT_JOIN auto_import_worker known ON known.instance_id = page.instance_id WHERE known.claim = ?";

    private static final String INSERT = insert(WorkerColumns.ofWorker());

    private static final String UPDATE = update(WorkerColumns.ofRecord());

    private final JdbcOperations jdbc;

    JsonWorkerTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    // IGNORE would swallow all other errors, too. A row that is there is left as it is.
    private static String insert(List<? extends Column<?>> columns) {
        return "INSERT INTO auto_import_worker (%1$s, managed, claim) SELECT %2$s, true, ? FROM %3$s"
                        .formatted(names(columns, ""), names(columns, "page."), JsonRows.tableOf(columns))
                + " ON DUPLICATE KEY UPDATE version = auto_import_worker.version";
    }

    private static String update(List<? extends Column<?>> columns) {
        String changes = columns.subList(1, columns.size() - 1).stream()
                .map(column -> "known.%1$s = page.%1$s, ".formatted(column.name()))
                .collect(Collectors.joining());
        return "UPDATE " + JsonRows.tableOf(columns) + " STRAIGHT_JOIN auto_import_worker known"
                + " ON known.instance_id = page.instance_id SET " + changes
                + "known.claim = ?, known.version = known.version + 1"
                + " WHERE known.managed AND known.version = page.version";
    }

    private static String names(List<? extends Column<?>> columns, String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }

    @Override
    public void find(Set<String> instanceIds, RowCallbackHandler rows) {
        jdbc.query(FIND, rows, JsonRows.ids(instanceIds));
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        return together(own -> JsonRows.ofWorkers(workers).stream()
                .flatMap(rows -> claimed(own, rows, claim -> own.update(INSERT, claim, rows.json())).stream())
                .collect(Collectors.toSet()));
    }

    @Override
    public Set<String> updateIfUnchanged(Collection<WorkerRecord> records) {
        return together(own -> JsonRows.ofRecords(records).stream()
                .flatMap(rows -> claimed(own, rows, claim -> own.update(UPDATE, rows.json(), claim)).stream())
                .collect(Collectors.toSet()));
    }

    private static Set<String> claimed(JdbcOperations own, JsonRows rows, Function<String, Integer> write) {
        String claim = UUID.randomUUID().toString();
        if (write.apply(claim) == 0) {
            return Set.of();
        }
        return new HashSet<>(own.queryForList(CLAIMED, String.class, JsonRows.ids(rows.instanceIds()), claim));
    }

    /** Does the work on one connection, in its transaction or in one that is made for it. */
    private <T> T together(Function<JdbcOperations, T> work) {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<T>) connection -> {
            SingleConnectionDataSource same = new SingleConnectionDataSource(connection, true);
            JdbcOperations own = new JdbcTemplate(same);
            if (!connection.getAutoCommit()) {
                return work.apply(own);
            }
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(same));
            return Attempts.repeat(() -> Objects.requireNonNull(transaction.execute(status -> work.apply(own))));
        }));
    }
}
