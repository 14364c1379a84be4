package io.autoimport.spring.jdbc;

import io.autoimport.spring.outbox.Backlog;
import io.autoimport.spring.outbox.ClaimedEvent;
import io.autoimport.spring.outbox.FailedDelivery;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.outbox.OutboxEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Events in the table {@code auto_import_outbox}. They are added in the transaction of the host that is bound to the
 * thread; all else is done in transactions of its own, by the clock of the database. The ids of the rows are in the order
 * in which they became visible, as far as rows of the same subject go: these are written by transactions that wait for
 * each other, because they have written the same worker before. Thread-safe.
 */
final class JdbcOutbox implements Outbox {

    private static final String INSERT = """
            INSERT INTO auto_import_outbox (event_id, event_type, event_source, subject, event_time, data_schema, data)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private static final String FIND_DUE = """
            SELECT due.*, %1$s AS read_at FROM auto_import_outbox due
            WHERE due.due_at <= %1$s AND NOT EXISTS (
              SELECT 1 FROM auto_import_outbox earlier WHERE earlier.subject = due.subject AND earlier.id < due.id)
            ORDER BY due.id LIMIT ?""";

    private static final String CLAIM =
            "UPDATE auto_import_outbox SET claims = claims + 1, due_at = ? WHERE id = ? AND claims = ?";

    private static final String POSTPONE = """
            UPDATE auto_import_outbox
            SET due_at = ?, failures = failures + 1, last_failure = ?, last_failed_at = %1$s
            WHERE id = ? AND claims = ?""";

    private static final String RELEASE = "UPDATE auto_import_outbox SET due_at = %1$s WHERE id = ? AND claims = ?";

    private static final String BACKLOG = """
            SELECT COUNT(*) AS waiting, COUNT(last_failed_at) AS failing, MIN(created_at) AS oldest,
              %1$s AS read_at FROM auto_import_outbox""";

    private static final String LAST_FAILURE = """
            SELECT last_failed_at, event_id, subject, failures, last_failure FROM auto_import_outbox
            WHERE last_failed_at IS NOT NULL ORDER BY last_failed_at DESC, id DESC LIMIT 1""";

    private final DataSource dataSource;
    private final JdbcTemplate bound;
    private final JdbcTemplate unbound;
    private final TransactionTemplate transaction;
    private final DatabaseSchema schema;
    private final OutboxRoom room;

    /**
     * An outbox.
     *
     * @param dataSource the host's connections
     * @param schema makes the table
     * @param maxSize how many events may wait
     * @param property the name of the property that says so
     */
    JdbcOutbox(DataSource dataSource, DatabaseSchema schema, int maxSize, String property) {
        DataSource apart = new UnboundDataSource(dataSource);
        this.dataSource = UnboundDataSource.behindProxy(dataSource);
        this.bound = new JdbcTemplate(this.dataSource);
        this.unbound = new JdbcTemplate(apart);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(apart));
        this.schema = schema;
        this.room = new OutboxRoom(maxSize, property);
    }

    @Override
    public void add(List<OutboxEvent> events, Runnable committed) {
        schema.prepare();
        if (isInTransaction()) {
            insert(bound, events);
            TransactionSynchronizationManager.registerSynchronization(new AfterCommit(committed));
        } else {
            transaction.executeWithoutResult(status -> insert(unbound, events));
            committed.run();
        }
    }

    // In a transaction of something else, a connection that commits by itself is kept for the thread as well.
    private boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.hasResource(dataSource)
                && Boolean.FALSE.equals(bound.execute(Connection::getAutoCommit));
    }

    private void insert(JdbcTemplate jdbc, List<OutboxEvent> events) {
        room.reserve(events.size(), limit -> count(jdbc, limit));
        jdbc.batchUpdate(
                INSERT,
                events.stream()
                        .map(event -> new Object[] {
                            event.id(),
                            event.type(),
                            event.source(),
                            event.subject(),
                            time(event.time()),
                            event.dataSchema(),
                            event.data()
                        })
                        .toList());
    }

    private static long count(JdbcTemplate jdbc, int limit) {
        @Nullable
        Long rows = jdbc.queryForObject(
                "SELECT COUNT(*) FROM (SELECT id FROM auto_import_outbox LIMIT ?) waiting", Long.class, limit);
        return rows == null ? 0 : rows;
    }

    private record AfterCommit(Runnable action) implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            action.run();
        }
    }

    /** A row that is due, as it was read. */
    private record Due(ClaimedEvent event, Instant readAt) {}

    @Override
    public List<ClaimedEvent> claim(int limit, Duration lease) {
        return apart(() -> {
            List<Due> due = unbound.query(sql(FIND_DUE), (row, number) -> due(row), limit);
            int[] claimed = batch(CLAIM, due.stream().map(row -> new Object[] {
                time(row.readAt().plus(lease)), row.event().row(), row.event().claim() - 1
            }));
            List<ClaimedEvent> ours = new ArrayList<>();
            for (int i = 0; i < claimed.length; i++) {
                if (claimed[i] != 0) {
                    ours.add(due.get(i).event());
                }
            }
            return ours;
        });
    }

    private Due due(ResultSet row) throws SQLException {
        OutboxEvent event = new OutboxEvent(
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("event_source"),
                row.getString("subject"),
                instant(row, "event_time"),
                row.getString("data_schema"),
                row.getString("data"));
        return new Due(
                new ClaimedEvent(row.getLong("id"), row.getLong("claims") + 1, row.getInt("failures"), event),
                instant(row, "read_at"));
    }

    @Override
    public void remove(Collection<ClaimedEvent> events) {
        write("DELETE FROM auto_import_outbox WHERE id = ?", inOrder(events).map(event -> new Object[] {event.row()}));
    }

    @Override
    public void postpone(Collection<FailedDelivery> failures) {
        if (failures.isEmpty()) {
            return;
        }
        apart(() -> {
            Instant now = now();
            return batch(
                    sql(POSTPONE),
                    failures.stream()
                            .sorted(Comparator.comparingLong(
                                    failure -> failure.claimed().row()))
                            .map(failure -> new Object[] {
                                time(now.plus(failure.retryAfter())),
                                failure.reason(),
                                failure.claimed().row(),
                                failure.claimed().claim()
                            }));
        });
    }

    @Override
    public void release(Collection<ClaimedEvent> events) {
        write(sql(RELEASE), inOrder(events).map(event -> new Object[] {event.row(), event.claim()}));
    }

    // In the order of the rows, so that no two nodes can wait for each other's.
    private static Stream<ClaimedEvent> inOrder(Collection<ClaimedEvent> events) {
        return events.stream().sorted(Comparator.comparingLong(ClaimedEvent::row));
    }

    private void write(String sql, Stream<Object[]> rows) {
        List<Object[]> all = rows.toList();
        if (!all.isEmpty()) {
            apart(() -> batch(sql, all.stream()));
        }
    }

    private int[] batch(String sql, Stream<Object[]> rows) {
        List<Object[]> all = rows.toList();
        return all.isEmpty() ? new int[0] : unbound.batchUpdate(sql, all);
    }

    @Override
    public Backlog backlog() {
        return apart(() -> {
            List<Backlog.LastFailure> failures = unbound.query(
                    LAST_FAILURE,
                    (row, number) -> new Backlog.LastFailure(
                            instant(row, "last_failed_at"),
                            row.getString("event_id"),
                            row.getString("subject"),
                            row.getInt("failures"),
                            row.getString("last_failure")));
            return only(unbound.query(sql(BACKLOG), (row, number) -> {
                @Nullable Instant oldest = schema.time().find(row, "oldest");
                return new Backlog(
                        row.getLong("waiting"),
                        row.getLong("failing"),
                        oldest == null ? null : Duration.between(oldest, instant(row, "read_at")),
                        failures.isEmpty() ? null : failures.get(0));
            }));
        });
    }

    private Instant now() {
        return only(unbound.query(sql("SELECT %1$s AS read_at"), (row, number) -> instant(row, "read_at")));
    }

    private static <T> T only(List<T> rows) {
        return rows.get(0);
    }

    @SuppressWarnings("NullAway") // TransactionTemplate hands back just what the work answers
    private <T> T apart(Supplier<T> work) {
        schema.prepare();
        return transaction.execute(status -> work.get());
    }

    private String sql(String template) {
        return template.formatted(schema.time().now());
    }

    private Instant instant(ResultSet row, String column) throws SQLException {
        return schema.time().get(row, column);
    }

    private Object time(Instant instant) {
        return schema.time().parameter(instant);
    }
}
