package io.autoimport.spring.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.support.TestMongo;
import io.autoimport.test.contract.JobStoreContractTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

class MongoJobStoreTest extends JobStoreContractTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final SimpleMongoClientDatabaseFactory databases =
            new SimpleMongoClientDatabaseFactory(TestMongo.emptyDatabase());
    private final MongoJobStore store = new MongoJobStore(new ServerCollections(databases));

    @Override
    protected JobStore store() {
        return store;
    }

    @AfterEach
    void disconnect() throws Exception {
        databases.destroy();
    }

    private MongoCollection<Document> collection(String name) {
        return databases.getMongoDatabase().getCollection(name);
    }

    @Test
    void aScheduleCanBeReadByPeople() {
        store.insertScheduleIfAbsent("job", new JobSchedule(NOON, Duration.ofMinutes(90), NOON));

        assertThat(collection("auto_import_job").find().first())
                .isEqualTo(new Document("_id", "job")
                        .append("dueTime", Date.from(NOON))
                        .append("interval", "PT1H30M")
                        .append("lastStart", Date.from(NOON)));
    }

    @Test
    void whatIsNoScheduleIsNamedByItsDocument() {
        collection("auto_import_job").insertOne(new Document("_id", "job").append("dueTime", "tomorrow"));

        assertThatIllegalStateException()
                .isThrownBy(() -> store.findSchedule("job"))
                .withMessageContaining("auto_import_job")
                .withMessageContaining("tomorrow")
                .withMessageContaining("Delete it");
    }

    @Test
    void aResultThatCanNotBeReadIsLeftOut() {
        store.addRun("job", run(1));
        collection("auto_import_job_result")
                .updateOne(
                        new Document("_id", "job"),
                        new Document("$push", new Document("results", "{\"of\": \"another version\"}")));

        assertThat(store.findRuns("job")).containsExactly(run(1));
    }

    @Test
    void noneOfTheFirstResultsIsLostWhenNodesAddThemAtOnce() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> additions = IntStream.range(0, 8)
                    .mapToObj(number -> (Callable<Void>) () -> {
                        store.addRun("job", run(number));
                        return null;
                    })
                    .toList();
            for (Future<Void> addition : nodes.invokeAll(additions)) {
                addition.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(store.findRuns("job")).hasSize(8);
    }

    @Test
    void aFirstResultThatMeetsThatOfAnotherNodeIsAddedToIt() throws Exception {
        MongoServer server = new MongoServer(new OneDuplicateKey());
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int port = server.getLocalAddress().getPort();
        SimpleMongoClientDatabaseFactory database = new SimpleMongoClientDatabaseFactory(TestMongo.uri(port, "test"));
        try {
            MongoJobStore late = new MongoJobStore(new ServerCollections(database));

            late.addRun("job", run(1));

            assertThat(late.findRuns("job")).containsExactly(run(1));
        } finally {
            database.destroy();
            server.shutdownNow();
        }
    }

    /** Answers the first update as MongoDB does if another upsert of the same key was faster. */
    private static final class OneDuplicateKey extends MemoryBackend {

        private final AtomicBoolean answered = new AtomicBoolean();

        @Override
        public de.bwaldvogel.mongo.bson.Document handleMessage(MongoMessage message) {
            if (!message.getDocument().containsKey("update") || answered.getAndSet(true)) {
                return super.handleMessage(message);
            }
            return refusal(11_000, "E11000 duplicate key error");
        }
    }

    private static de.bwaldvogel.mongo.bson.Document refusal(int code, String text) {
        de.bwaldvogel.mongo.bson.Document error = new de.bwaldvogel.mongo.bson.Document("index", 0)
                .append("code", code)
                .append("errmsg", text);
        return new de.bwaldvogel.mongo.bson.Document("n", 0)
                .append("nModified", 0)
                .append("writeErrors", List.of(error))
                .append("ok", 1.0);
    }

    @Test
    void theTimeIsAskedForWithoutLeavingACollection() {
        assertThat(store.now())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(databases.getMongoDatabase().listCollectionNames()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10_334, 17_419})
    void ofLongResultsAsManyAreKeptAsFitIntoADocument(int code) throws Exception {
        MongoServer server = new MongoServer(new SmallDocuments(code));
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SimpleMongoClientDatabaseFactory database = new SimpleMongoClientDatabaseFactory(
                TestMongo.uri(server.getLocalAddress().getPort(), "test"));
        try {
            MongoJobStore full = new MongoJobStore(new ServerCollections(database));

            for (int number = 1; number <= 30; number++) {
                full.addRun("job", run(number));
            }

            assertThat(full.findRuns("job"))
                    .extracting(run -> run.result().runId())
                    .containsExactly("run-30", "run-29", "run-28", "run-27", "run-26");
        } finally {
            database.destroy();
            server.shutdownNow();
        }
    }

    /** Refuses documents that would have more than five results, as MongoDB does those that are too large. */
    private static final class SmallDocuments extends MemoryBackend {

        private final int code;

        SmallDocuments(int code) {
            this.code = code;
        }

        @Override
        public de.bwaldvogel.mongo.bson.Document handleMessage(MongoMessage message) {
            if (!message.getDocument().toString().contains("$push")
                    || message.getDocument().toString().matches(".*\"?\\$slice\"? ?[:=] ?[1-5]\\b.*")) {
                return super.handleMessage(message);
            }
            return refusal(code, "Resulting document after update is larger than 16777216");
        }
    }

    private static RunRecord run(int number) {
        return new RunRecord(JobResult.skipped("run-" + number, "for the test", NOON, false), "node", List.of());
    }
}
