package io.autoimport.spring.mongodb;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Workers as documents. What is not known is null. Tags are a list, as their keys may have dots and dollars, of which the
 * names of fields had better be free.
 */
final class WorkerDocuments {

    static final String ID = "_id";
    static final String REGION = "region";
    static final String SOURCE = "source";
    static final String MANAGED = "managed";
    static final String VERSION = "version";
    static final String ACCOUNT_ID = "accountId";
    private static final String MISSES = "misses";
    static final String MISSING_SINCE = "missingSince";

    private WorkerDocuments() {}

    /** A new worker. */
    static Document ofNew(Worker worker) {
        Document document =
                new Document(ID, worker.instanceId()).append(MANAGED, true).append(VERSION, 0L);
        document.putAll(ofRecord(WorkerRecord.of(worker)));
        return document;
    }

    /** All of a record that may change. */
    static Document ofRecord(WorkerRecord record) {
        Worker worker = record.worker();
        Instance instance = worker.instance();
        Image image = instance.image();
        return new Document(REGION, instance.region())
                .append(ACCOUNT_ID, instance.account())
                .append(SOURCE, worker.source())
                .append("name", worker.name())
                .append("state", instance.state().code())
                .append("instanceType", instance.type())
                .append("privateIp", instance.privateIp())
                .append("publicIp", instance.publicIp())
                .append("launchedAt", date(instance.launchTime()))
                .append("tags", tags(instance.tags()))
                .append("imageId", image.id())
                .append("imageName", image.name())
                .append("imageDescription", image.description())
                .append("imageOwnerId", image.ownerId())
                .append("imageOwnerAlias", image.ownerAlias())
                .append("imageCreatedAt", date(image.creationDate()))
                .append("createdBy", worker.createdBy())
                .append("runId", worker.runId())
                .append("importedAt", date(worker.importedAt()))
                .append(MISSES, record.misses())
                .append(MISSING_SINCE, date(record.missingSince()));
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static List<Document> tags(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> new Document("key", tag.getKey()).append("value", tag.getValue()))
                        .toList();
    }

    static WorkerRecord record(Document document) {
        return new WorkerRecord(
                worker(document),
                document.getInteger(MISSES),
                instant(document, MISSING_SINCE),
                document.getLong(VERSION));
    }

    static WorkerPresence presence(Document document) {
        return new WorkerPresence(
                document.getString(ID), document.getString(ACCOUNT_ID), document.getDate(MISSING_SINCE) != null);
    }

    private static Worker worker(Document document) {
        return new Worker(
                document.getString("name"),
                instance(document),
                document.getString(SOURCE),
                document.getString("createdBy"),
                document.getString("runId"),
                document.getDate("importedAt").toInstant());
    }

    private static Instance instance(Document document) {
        Image image = new Image(
                document.getString("imageId"),
                document.getString("imageName"),
                document.getString("imageDescription"),
                instant(document, "imageCreatedAt"),
                document.getString("imageOwnerId"),
                document.getString("imageOwnerAlias"));
        Map<String, String> tags = document.getList("tags", Document.class).stream()
                .collect(Collectors.toMap(tag -> tag.getString("key"), tag -> tag.getString("value")));
        return new Instance(
                document.getString(ID),
                document.getString(REGION),
                document.getString(ACCOUNT_ID),
                image,
                InstanceState.ofCode(document.getString("state")),
                document.getString("instanceType"),
                instant(document, "launchedAt"),
                document.getString("privateIp"),
                document.getString("publicIp"),
                tags);
    }

    private static @Nullable Instant instant(Document document, String field) {
        @Nullable Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
