package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rows of the worker table. */
final class WorkerRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WorkerRows() {}

    static WorkerRecord record(ResultSet row) throws SQLException {
        return new WorkerRecord(
                worker(row), row.getInt("misses"), time(row, "missing_since"), row.getLong(WorkerColumns.VERSION));
    }

    static WorkerPresence presence(ResultSet row) throws SQLException {
        return new WorkerPresence(
                row.getString(WorkerColumns.ID),
                row.getString("account_id"),
                row.getInt("misses"),
                time(row, "missing_since") != null);
    }

    private static Worker worker(ResultSet row) throws SQLException {
        return new Worker(
                row.getString("name"),
                instance(row),
                row.getString("source"),
                row.getString("created_by"),
                row.getString("run_id"),
                row.getObject("imported_at", OffsetDateTime.class).toInstant());
    }

    private static Instance instance(ResultSet row) throws SQLException {
        Map<String, String> tags = JSON.readValue(row.getString("tags"), new TypeReference<>() {});
        return new Instance(
                row.getString(WorkerColumns.ID),
                row.getString("region"),
                row.getString("account_id"),
                new Image(
                        row.getString("image_id"),
                        row.getString("image_name"),
                        row.getString("image_description"),
                        time(row, "image_created_at"),
                        row.getString("image_owner_id"),
                        row.getString("image_owner_alias")),
                InstanceState.ofCode(row.getString("state")),
                row.getString("instance_type"),
                time(row, "launched_at"),
                row.getString("private_ip"),
                row.getString("public_ip"),
                tags);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
