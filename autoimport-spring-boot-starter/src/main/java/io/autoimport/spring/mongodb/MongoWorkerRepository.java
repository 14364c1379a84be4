package io.autoimport.spring.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * Workers as one document each in the collection {@code auto_import_worker} of the host's MongoDB: {@code _id} is the
 * instance id, and {@code managed} is true for those that the import created. One command or two for each call, whatever
 * the size of the batch. Thread-safe.
 *
 * <p>Takes no part in transactions of the host: there, a worker that is known already would end the transaction, instead
 * of being left out. What the server refuses is thrown as a {@link com.mongodb.MongoException}.
 */
public final class MongoWorkerRepository implements ReconcilableWorkerRepository {

    private static final String COLLECTION = "auto_import_worker";

    /** The latest calls that updated a worker. */
    private static final String CLAIMS = "claims";

    /** More than so many calls don't write a worker between the update of another and its look for what it wrote. */
    private static final int KEPT_CLAIMS = 32;

    private final ServerCollections collections;
    private volatile boolean indexed;

    /**
     * Makes a repository. The server is not asked for anything yet.
     *
     * @param databases access to the host's database
     */
    public MongoWorkerRepository(MongoDatabaseFactory databases) {
        this.collections = new ServerCollections(databases);
    }

    @Override
    public Map<String, Optional<WorkerRecord>> findRecords(Set<String> instanceIds) {
        Map<String, Optional<WorkerRecord>> records = new HashMap<>();
        for (Document document : workers().find(in(WorkerDocuments.ID, instanceIds))) {
            boolean managed = Boolean.TRUE.equals(document.get(WorkerDocuments.MANAGED));
            records.put(
                    document.getString(WorkerDocuments.ID),
                    managed ? Optional.of(WorkerDocuments.record(document)) : Optional.empty());
        }
        return records;
    }

    @Override
    public List<WorkerPresence> findPresences(String source, String region, @Nullable String after, int limit) {
        Bson theirs = and(
                eq(WorkerDocuments.SOURCE, source),
                eq(WorkerDocuments.REGION, region),
                eq(WorkerDocuments.MANAGED, true));
        return workers()
                .find(after == null ? theirs : and(theirs, gt(WorkerDocuments.ID, after)))
                .projection(Projections.include(WorkerDocuments.ACCOUNT_ID, WorkerDocuments.MISSING_SINCE))
                .sort(Sorts.ascending(WorkerDocuments.ID))
                .limit(limit)
                .map(WorkerDocuments::presence)
                .into(new ArrayList<>());
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        List<String> ids = workers.stream().map(Worker::instanceId).toList();
        if (ids.isEmpty()) {
            return Set.of();
        }
        try {
            workers()
                    .insertMany(
                            workers.stream().map(WorkerDocuments::ofNew).toList(),
                            new InsertManyOptions().ordered(false));
            return new HashSet<>(ids);
        } catch (MongoBulkWriteException e) {
            return inserted(ids, e);
        }
    }

    // The errors say which were not inserted. Only if all of them say that these are there is the rest inserted for
    // sure.
    private static Set<String> inserted(List<String> ids, MongoBulkWriteException refusal) {
        if (refusal.getWriteConcernError() != null) {
            throw refusal;
        }
        Set<Integer> known = new HashSet<>();
        for (BulkWriteError error : refusal.getWriteErrors()) {
            if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refusal;
            }
            known.add(error.getIndex());
        }
        Set<String> inserted = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(i)) {
                inserted.add(ids.get(i));
            }
        }
        return inserted;
    }

    @Override
    public Set<String> updateIfUnchanged(Collection<WorkerRecord> records) {
        if (records.isEmpty()) {
            return Set.of();
        }
        String claim = UUID.randomUUID().toString();
        int written = workers()
                .bulkWrite(
                        records.stream()
                                .sorted(Comparator.comparing(WorkerRecord::instanceId))
                                .map(record -> update(record, claim))
                                .toList(),
                        new BulkWriteOptions().ordered(false))
                .getMatchedCount();
        return written == 0 ? Set.of() : claimed(records, claim);
    }

    private static UpdateOneModel<Document> update(WorkerRecord record, String claim) {
        List<Bson> changes = new ArrayList<>();
        WorkerDocuments.ofRecord(record).forEach((field, value) -> changes.add(Updates.set(field, value)));
        changes.add(Updates.inc(WorkerDocuments.VERSION, 1L));
        changes.add(Updates.pushEach(CLAIMS, List.of(claim), new PushOptions().slice(-KEPT_CLAIMS)));
        return new UpdateOneModel<>(
                and(
                        eq(WorkerDocuments.ID, record.instanceId()),
                        eq(WorkerDocuments.VERSION, record.version()),
                        eq(WorkerDocuments.MANAGED, true)),
                Updates.combine(changes));
    }

    // The answer to a bulk of updates counts them, and does not say which they are.
    private Set<String> claimed(Collection<WorkerRecord> records, String claim) {
        List<String> ids = records.stream().map(WorkerRecord::instanceId).toList();
        return workers()
                .find(and(in(WorkerDocuments.ID, ids), eq(CLAIMS, claim)))
                .projection(Projections.include(WorkerDocuments.ID))
                .map(document -> document.getString(WorkerDocuments.ID))
                .into(new HashSet<>());
    }

    private MongoCollection<Document> workers() {
        MongoCollection<Document> workers = collections.get(COLLECTION);
        if (!indexed) {
            workers.createIndex(Indexes.ascending(WorkerDocuments.SOURCE, WorkerDocuments.REGION, WorkerDocuments.ID));
            indexed = true;
        }
        return workers;
    }
}
