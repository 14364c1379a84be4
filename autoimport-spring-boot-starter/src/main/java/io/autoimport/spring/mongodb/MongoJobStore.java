package io.autoimport.spring.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.RunRecordJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Schedules and results as one document each per job, in the host's MongoDB. Of results that are too long for one document
 * the latest are kept. Thread-safe.
 */
final class MongoJobStore implements JobStore {

    private static final String SCHEDULES = "auto_import_job";
    private static final String RESULTS = "auto_import_job_result";

    private static final String ID = "_id";
    private static final String DUE_TIME = "dueTime";
    private static final String INTERVAL = "interval";
    private static final String LAST_START = "lastStart";
    private static final String RESULT_LIST = "results";

    /**
     * The codes with which MongoDB refuses an update that would have made a document larger than 16 MB: not the same in
     * each of its versions.
     *
     * @see <a href="https://www.mongodb.com/docs/manual/reference/limits/#mongodb-limit-BSON-Document-Size">BSON document
     *     size</a>
     */
    private static final Set<Integer> TOO_LARGE = Set.of(17_419, 10_334);

    private final ServerCollections collections;

    MongoJobStore(ServerCollections collections) {
        this.collections = collections;
    }

    @Override
    public Instant now() {
        return collections.now();
    }

    @Override
    public Optional<JobSchedule> findSchedule(String jobName) {
        return Optional.ofNullable(
                        collections.get(SCHEDULES).find(eq(ID, jobName)).first())
                .map(MongoJobStore::schedule);
    }

    @Override
    public boolean insertScheduleIfAbsent(String jobName, JobSchedule schedule) {
        try {
            collections.get(SCHEDULES).insertOne(document(jobName, schedule));
            return true;
        } catch (MongoWriteException e) {
            if (isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean replaceSchedule(String jobName, JobSchedule expected, JobSchedule schedule) {
        return collections
                        .get(SCHEDULES)
                        .replaceOne(
                                and(eq(ID, jobName), eq(DUE_TIME, Date.from(expected.dueTime()))),
                                document(jobName, schedule))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public void removeSchedule(String jobName) {
        collections.get(SCHEDULES).deleteOne(eq(ID, jobName));
    }

    @Override
    public void addRun(String jobName, RunRecord run) {
        String result = RunRecordJson.write(run);
        int kept = MAX_RUNS;
        while (!isAdded(jobName, result, kept)) {
            kept /= 2;
        }
    }

    /** Adds a result in front of the others, unless that many don't fit into a document. */
    private boolean isAdded(String jobName, String result, int kept) {
        try {
            add(jobName, result, kept);
            return true;
        } catch (MongoException e) {
            if (kept > 1 && TOO_LARGE.contains(e.getCode())) {
                return false;
            }
            throw e;
        }
    }

    private void add(String jobName, String result, int kept) {
        Bson update = Updates.pushEach(
                RESULT_LIST, List.of(result), new PushOptions().position(0).slice(kept));
        try {
            updateResults(jobName, update);
        } catch (MongoWriteException e) {
            if (!isDuplicateKey(e)) {
                throw e;
            }
            // Two nodes added the first result at once. The document is there now.
            updateResults(jobName, update);
        }
    }

    private void updateResults(String jobName, Bson update) {
        collections.get(RESULTS).updateOne(eq(ID, jobName), update, new UpdateOptions().upsert(true));
    }

    @Override
    public List<RunRecord> findRuns(String jobName) {
        @Nullable
        Document found = collections.get(RESULTS).find(eq(ID, jobName)).first();
        return found == null
                ? List.of()
                : found.get(RESULT_LIST, List.of()).stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .flatMap(json -> RunRecordJson.read(json).stream())
                        .toList();
    }

    @Override
    public String toString() {
        return "mongodb, the collections " + SCHEDULES + " and " + RESULTS;
    }

    private static boolean isDuplicateKey(MongoWriteException e) {
        return e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    private static Document document(String jobName, JobSchedule schedule) {
        Document document = new Document(ID, jobName)
                .append(DUE_TIME, Date.from(schedule.dueTime()))
                .append(INTERVAL, schedule.interval().toString());
        return schedule.lastStart() == null ? document : document.append(LAST_START, Date.from(schedule.lastStart()));
    }

    private static JobSchedule schedule(Document document) {
        try {
            @Nullable Date lastStart = document.get(LAST_START, Date.class);
            return new JobSchedule(
                    document.get(DUE_TIME, Date.class).toInstant(),
                    Duration.parse(document.get(INTERVAL, String.class)),
                    lastStart == null ? null : lastStart.toInstant());
        } catch (ClassCastException | NullPointerException | DateTimeException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The document " + document.toJson() + " in the MongoDB collection " + SCHEDULES
                            + " is no schedule. Delete it, and the job begins anew",
                    e);
        }
    }
}
