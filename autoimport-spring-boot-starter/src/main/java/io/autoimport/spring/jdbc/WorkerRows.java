package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rows of the worker table. Thread-safe. */
final class WorkerRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DatabaseTime time;

    WorkerRows(DatabaseTime time) {
        this.time = time;
    }

    WorkerRecord record(ResultSet row) throws SQLException {
        return new WorkerRecord(
                worker(row), row.getInt("misses"), time.find(row, "missing_since"), row.getLong(WorkerColumns.VERSION));
    }

    WorkerPresence presence(ResultSet row) throws SQLException {
        return new WorkerPresence(
                row.getString(WorkerColumns.ID), row.getString("account_id"), time.find(row, "missing_since") != null);
    }

    private Worker worker(ResultSet row) throws SQLException {
        return new Worker(
                row.getString("name"),
                instance(row),
                row.getString("source"),
                row.getString("created_by"),
                row.getString("run_id"),
                time.get(row, "imported_at"));
    }

    private Instance instance(ResultSet row) throws SQLException {
        Map<String, String> tags = JSON.readValue(row.getString("tags"), new TypeReference<>() {});
        return new Instance(
                row.getString(WorkerColumns.ID),
                row.getString("region"),
                row.getString("account_id"),
                new Image(
                        row.getString("image_id"),
                        row.getString("image_name"),
                        row.getString("image_description"),
                        time.find(row, "image_created_at"),
                        row.getString("image_owner_id"),
                        row.getString("image_owner_alias")),
                InstanceState.ofCode(row.getString("state")),
                row.getString("instance_type"),
                time.find(row, "launched_at"),
                row.getString("private_ip"),
                row.getString("public_ip"),
                tags);
    }
}
