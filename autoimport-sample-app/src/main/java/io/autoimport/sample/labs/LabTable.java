package io.autoimport.sample.labs;

import io.autoimport.sample.cml.CmlLab;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The table {@code sample_lab}, which schema.sql makes. */
@Component
class LabTable {

    private static final String INSERT =
            "INSERT INTO sample_lab (instance_id, lab_id, title, state, node_count, link_count, owner, created_at,"
                    + " modified_at, refreshed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final int BATCH = 100;

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;

    LabTable(JdbcTemplate jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Makes a worker's records those of these labs, all or none: what it does not have any more goes. */
    void replace(String instanceId, List<CmlLab> labs, Instant now) {
        transactions.executeWithoutResult(status -> {
            jdbc.update("DELETE FROM sample_lab WHERE instance_id = ?", instanceId);
            jdbc.batchUpdate(INSERT, labs, BATCH, (row, lab) -> set(row, instanceId, lab, now));
        });
    }

    private static void set(PreparedStatement row, String instanceId, CmlLab lab, Instant now) throws SQLException {
        int column = 0;
        row.setString(++column, instanceId);
        row.setString(++column, lab.id());
        row.setString(++column, lab.title());
        row.setString(++column, lab.state());
        row.setInt(++column, lab.nodes());
        row.setInt(++column, lab.links());
        row.setString(++column, lab.owner());
        row.setObject(++column, utc(lab.createdAt()), Types.TIMESTAMP_WITH_TIMEZONE);
        row.setObject(++column, utc(lab.modifiedAt()), Types.TIMESTAMP_WITH_TIMEZONE);
        row.setObject(++column, utc(now), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    List<LabRecord> find(String instanceId) {
        return jdbc.query(
                "SELECT * FROM sample_lab WHERE instance_id = ? ORDER BY title, lab_id",
                (row, number) -> lab(row),
                instanceId);
    }

    boolean isWorker(String instanceId) {
        return !jdbc.queryForList(
                        "SELECT instance_id FROM auto_import_worker WHERE instance_id = ?", String.class, instanceId)
                .isEmpty();
    }

    /** How many labs are in each state that occurs. */
    Map<String, Long> countByState() {
        Map<String, Long> counts = new TreeMap<>();
        RowCallbackHandler count = row -> counts.put(row.getString("state"), row.getLong("labs"));
        jdbc.query("SELECT state, count(*) AS labs FROM sample_lab GROUP BY state", count);
        return counts;
    }

    private static LabRecord lab(ResultSet row) throws SQLException {
        return new LabRecord(
                row.getString("lab_id"),
                row.getString("title"),
                row.getString("state"),
                row.getInt("node_count"),
                row.getInt("link_count"),
                row.getString("owner"),
                time(row, "created_at"),
                time(row, "modified_at"),
                row.getObject("refreshed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
