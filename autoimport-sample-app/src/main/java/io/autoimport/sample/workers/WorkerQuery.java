package io.autoimport.sample.workers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the workers from the table that the starter keeps them in. */
@Component
class WorkerQuery {

    private static final String ALL = "SELECT * FROM auto_import_worker ORDER BY imported_at DESC, instance_id";

    /** What a job reads again and again should be little. */
    private static final String STATES_AND_TIMES =
            "SELECT instance_id, region, state, imported_at, launched_at FROM auto_import_worker"
                    + " ORDER BY imported_at DESC, instance_id";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WorkerQuery(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<WorkerView> findAll() {
        return jdbc.sql(ALL).query((row, number) -> worker(row)).list();
    }

    List<WorkerAge> findAges(Instant now) {
        return jdbc.sql(STATES_AND_TIMES).query((row, number) -> age(row, now)).list();
    }

    private static WorkerAge age(ResultSet row, Instant now) throws SQLException {
        @Nullable OffsetDateTime launchedAt = row.getObject("launched_at", OffsetDateTime.class);
        return WorkerAge.at(
                now,
                row.getString("instance_id"),
                row.getString("region"),
                row.getString("state"),
                row.getObject("imported_at", OffsetDateTime.class).toInstant(),
                launchedAt == null ? null : launchedAt.toInstant());
    }

    private WorkerView worker(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime missingSince = row.getObject("missing_since", OffsetDateTime.class);
        return new WorkerView(
                row.getString("instance_id"),
                row.getString("region"),
                row.getString("image_id"),
                row.getString("image_name"),
                row.getString("name"),
                row.getString("state"),
                row.getString("instance_type"),
                row.getString("private_ip"),
                row.getString("public_ip"),
                json.readValue(row.getString("tags"), new TypeReference<>() {}),
                row.getString("created_by"),
                row.getObject("imported_at", OffsetDateTime.class).toInstant(),
                row.getString("source"),
                missingSince == null ? null : missingSince.toInstant());
    }
}
