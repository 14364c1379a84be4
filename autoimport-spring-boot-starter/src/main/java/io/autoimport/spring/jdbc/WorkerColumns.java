package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;

/** The columns of the worker table that are written, and how each is read off a worker or off its record. */
final class WorkerColumns {

    static final String TABLE = "auto_import_worker";

    static final String ID = "instance_id";

    static final String VERSION = "version";

    private static final JsonWriter<Map<String, String>> JSON = JsonWriter.standard();

    /** What makes a worker. The key comes first. */
    private static final List<Column<Worker>> OF_WORKER = List.of(
            text(ID, Worker::instanceId),
            text("region", worker -> worker.instance().region()),
            text("account_id", worker -> worker.instance().account()),
            text("source", Worker::source),
            text("name", Worker::name),
            text("state", worker -> worker.instance().state().code()),
            text("instance_type", worker -> worker.instance().type()),
            text("private_ip", worker -> worker.instance().privateIp()),
            text("public_ip", worker -> worker.instance().publicIp()),
            time("launched_at", worker -> worker.instance().launchTime()),
            text(
                    "tags",
                    worker -> JSON.writeToString(new TreeMap<>(worker.instance().tags()))),
            text("image_id", worker -> worker.instance().image().id()),
            text("image_name", worker -> worker.instance().image().name()),
            text("image_description", worker -> worker.instance().image().description()),
            text("image_owner_id", worker -> worker.instance().image().ownerId()),
            text("image_owner_alias", worker -> worker.instance().image().ownerAlias()),
            time("image_created_at", worker -> worker.instance().image().creationDate()),
            text("created_by", Worker::createdBy),
            text("run_id", Worker::runId),
            time("imported_at", Worker::importedAt));

    /** What is kept of a worker beside. */
    private static final List<Column<WorkerRecord>> OF_RECORD = List.of(
            new Column<>("misses", Kind.NUMBER, record -> Integer.toString(record.misses())),
            time("missing_since", WorkerRecord::missingSince),
            new Column<>(VERSION, Kind.NUMBER, record -> Long.toString(record.version())));

    private WorkerColumns() {}

    /** What a column holds. All of them travel as text. */
    enum Kind {
        TEXT,
        TIME,
        NUMBER
    }

    /** A column, and what it holds of a thing. */
    record Column<T>(String name, Kind kind, Function<T, @Nullable String> value) {

        private @Nullable String[] valuesOf(Collection<T> things) {
            return things.stream().map(value).toArray(String[]::new);
        }
    }

    private static <T> Column<T> text(String name, Function<T, @Nullable String> value) {
        return new Column<>(name, Kind.TEXT, value);
    }

    private static <T> Column<T> time(String name, Function<T, @Nullable Instant> value) {
        return new Column<>(name, Kind.TIME, thing -> {
            @Nullable Instant instant = value.apply(thing);
            return instant == null ? null : instant.toString();
        });
    }

    /** The columns of a worker, the key first. */
    static List<Column<Worker>> ofWorker() {
        return OF_WORKER;
    }

    /** The columns of a record: those of its worker, and then those beside, the version last. */
    static List<Column<?>> ofRecord() {
        List<Column<?>> all = new ArrayList<>(OF_WORKER);
        all.addAll(OF_RECORD);
        return all;
    }

    /** The columns of a record beside those of its worker, the version last. */
    static List<Column<WorkerRecord>> ofRecordBeside() {
        return OF_RECORD;
    }

    /** The values of the workers, one array per column. */
    static List<@Nullable String[]> arraysOf(Collection<Worker> workers) {
        List<@Nullable String[]> arrays = new ArrayList<>();
        OF_WORKER.forEach(column -> arrays.add(column.valuesOf(workers)));
        return arrays;
    }

    /** The values of the records, one array per column. */
    static List<@Nullable String[]> arraysOfRecords(Collection<WorkerRecord> records) {
        List<@Nullable String[]> arrays =
                arraysOf(records.stream().map(WorkerRecord::worker).toList());
        OF_RECORD.forEach(column -> arrays.add(column.valuesOf(records)));
        return arrays;
    }
}
