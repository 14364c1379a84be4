package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Worker;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;

/** The columns of the worker table, and how each is read off a worker. The key comes first; times end in _at. */
final class WorkerColumns {

    static final String TABLE = "auto_import_worker";

    static final String ID = "instance_id";

    private static final JsonWriter<Map<String, String>> JSON = JsonWriter.standard();

    private record Column(String name, Function<Worker, @Nullable String> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column(ID, Worker::instanceId),
            new Column("region", worker -> worker.instance().region()),
            new Column("account_id", worker -> worker.instance().account()),
            new Column("source", Worker::source),
            new Column("name", Worker::name),
            new Column("state", worker -> worker.instance().state().code()),
            new Column("instance_type", worker -> worker.instance().type()),
            new Column("private_ip", worker -> worker.instance().privateIp()),
            new Column("public_ip", worker -> worker.instance().publicIp()),
            new Column("launched_at", worker -> text(worker.instance().launchTime())),
            new Column(
                    "tags",
                    worker -> JSON.writeToString(new TreeMap<>(worker.instance().tags()))),
            new Column("image_id", worker -> worker.instance().image().id()),
            new Column("image_name", worker -> worker.instance().image().name()),
            new Column("image_description", worker -> worker.instance().image().description()),
            new Column("image_owner_id", worker -> worker.instance().image().ownerId()),
            new Column("image_owner_alias", worker -> worker.instance().image().ownerAlias()),
            new Column(
                    "image_created_at", worker -> text(worker.instance().image().creationDate())),
            new Column("created_by", Worker::createdBy),
            new Column("run_id", Worker::runId),
            new Column("imported_at", worker -> text(worker.importedAt())));

    private WorkerColumns() {}

    static List<String> names() {
        return COLUMNS.stream().map(Column::name).toList();
    }

    /** The values of the workers, one array per column. */
    static List<@Nullable String[]> arraysOf(Collection<Worker> workers) {
        return COLUMNS.stream()
                .map(column -> workers.stream().map(column.value()).toArray(String[]::new))
                .toList();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
