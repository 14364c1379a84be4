package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.spring.jdbc.WorkerColumns.Column;
import io.autoimport.spring.jdbc.WorkerColumns.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows that travel as one JSON parameter, in the order of their ids, so that no two sessions can wait for each other's.
 *
 * @param instanceIds their ids
 * @param json an array of objects; what is null is left out of them
 */
record JsonRows(List<String> instanceIds, String json) {

    /** A statement has to fit into a packet: 16 MB by default in MariaDB, with up to 3 bytes for each character. */
    private static final int MAX_CHARS = 4_000_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ID_TYPE = "varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    /** One row. */
    private record Row(String instanceId, String json) {}

    /** The rows of workers, as few parts as they fit into. */
    static List<JsonRows> ofWorkers(Collection<Worker> workers) {
        return parts(workers.stream()
                .map(worker -> new Row(worker.instanceId(), JSON.writeValueAsString(values(worker))))
                .toList());
    }

    /** The rows of records, as few parts as they fit into. */
    static List<JsonRows> ofRecords(Collection<WorkerRecord> records) {
        return parts(records.stream()
                .map(record -> {
                    Map<String, String> values = values(record.worker());
                    WorkerColumns.ofRecordBeside().forEach(column -> put(values, column, record));
                    return new Row(record.worker().instanceId(), JSON.writeValueAsString(values));
                })
                .toList());
    }

    private static Map<String, String> values(Worker worker) {
        Map<String, String> values = new LinkedHashMap<>();
        WorkerColumns.ofWorker().forEach(column -> put(values, column, worker));
        return values;
    }

    private static <T> void put(Map<String, String> values, Column<T> column, T thing) {
        @Nullable String value = column.value().apply(thing);
        if (value != null) {
            values.put(column.name(), column.kind() == Kind.TIME ? withoutZone(value) : value);
        }
    }

    // Of "2026-01-02T03:04:05Z": the columns have no zone, and are in UTC.
    private static String withoutZone(String time) {
        return time.substring(0, time.length() - 1);
    }

    private static List<JsonRows> parts(List<Row> rows) {
        List<JsonRows> parts = new ArrayList<>();
        List<Row> part = new ArrayList<>();
        int chars = 0;
        for (Row row :
                rows.stream().sorted(Comparator.comparing(Row::instanceId)).toList()) {
            if (!part.isEmpty() && chars + row.json().length() > MAX_CHARS) {
                parts.add(of(part));
                part.clear();
                chars = 0;
            }
            part.add(row);
            chars += row.json().length();
        }
        if (!part.isEmpty()) {
            parts.add(of(part));
        }
        return parts;
    }

    private static JsonRows of(List<Row> rows) {
        return new JsonRows(
                rows.stream().map(Row::instanceId).toList(),
                rows.stream().map(Row::json).collect(Collectors.joining(",", "[", "]")));
    }

    /** Ids as a parameter for {@link #tableOfIds}. */
    static String ids(Collection<String> instanceIds) {
        return JSON.writeValueAsString(new TreeSet<>(instanceIds));
    }

    /** Ids in the place of a table named {@code page}. */
    static String tableOfIds() {
        return "JSON_TABLE(?, '$[*]' COLUMNS (instance_id " + ID_TYPE + " PATH '$' ERROR ON ERROR)) page";
    }

    /** Rows in the place of a table named {@code page}. */
    static String tableOf(List<? extends Column<?>> columns) {
        Function<Column<?>, String> declaration =
                column -> "%1$s %2$s PATH '$.%1$s' ERROR ON ERROR".formatted(column.name(), type(column));
        return columns.stream()
                        .map(declaration)
                        .collect(Collectors.joining(", ", "JSON_TABLE(?, '$[*]' COLUMNS (", "))"))
                + " page";
    }

    private static String type(Column<?> column) {
        if (column.name().equals(WorkerColumns.ID)) {
            return ID_TYPE;
        }
        return switch (column.kind()) {
            case TEXT -> "mediumtext CHARACTER SET utf8mb4";
            case TIME -> "datetime(6)";
            case NUMBER -> "bigint";
        };
    }
}
