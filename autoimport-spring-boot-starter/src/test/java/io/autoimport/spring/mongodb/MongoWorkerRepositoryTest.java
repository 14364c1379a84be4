package io.autoimport.spring.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.spring.support.FreePort;
import io.autoimport.spring.support.TestMongo;
import io.autoimport.test.contract.ReconcilableWorkerRepositoryContractTest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

@Execution(ExecutionMode.CONCURRENT)
class MongoWorkerRepositoryTest extends ReconcilableWorkerRepositoryContractTest {

    private final SimpleMongoClientDatabaseFactory databases =
            new SimpleMongoClientDatabaseFactory(TestMongo.emptyDatabase());
    private final MongoWorkerRepository repository = new MongoWorkerRepository(databases);

    @AfterEach
    void disconnect() throws Exception {
        databases.destroy();
    }

    private MongoCollection<Document> collection() {
        return databases.getMongoDatabase().getCollection("auto_import_worker");
    }

    @Override
    protected ReconcilableWorkerRepository repository() {
        return repository;
    }

    @Override
    protected @Nullable String storedNameOf(String instanceId) {
        @Nullable Document found = collection().find(eq("_id", instanceId)).first();
        return found == null ? null : found.getString("name");
    }

    @Override
    protected void registerOtherwise(String instanceId) {
        collection()
                .insertOne(new Document("_id", instanceId)
                        .append("name", "by hand")
                        .append("source", "default")
                        .append("region", "us-east-1")
                        .append("tags", "none"));
    }

    @Test
    void aWorkerIsADocumentThatOthersCanRead() {
        Instant time = Instant.parse("2026-02-03T04:05:06.007Z");
        Instance instance = new Instance(
                "i-1",
                "eu-west-1",
                "444455556666",
                new Image("ami-1", "CML-2.7.0-lite", null, time, "111122223333", null),
                InstanceState.STOPPED,
                "c5.large",
                time,
                "10.0.0.1",
                null,
                Map.of("Name", "one", "a.b", "$c"));

        repository.insertIfAbsent(List.of(Worker.of(instance, "default", "alice", "run-1", time)));

        assertThat(collection().find().first())
                .containsEntry("_id", "i-1")
                .containsEntry("region", "eu-west-1")
                .containsEntry("accountId", "444455556666")
                .containsEntry("source", "default")
                .containsEntry("name", "one")
                .containsEntry("state", "stopped")
                .containsEntry("instanceType", "c5.large")
                .containsEntry("privateIp", "10.0.0.1")
                .containsEntry("publicIp", null)
                .containsEntry("launchedAt", Date.from(time))
                .containsEntry("imageId", "ami-1")
                .containsEntry("imageName", "CML-2.7.0-lite")
                .containsEntry("imageCreatedAt", Date.from(time))
                .containsEntry("createdBy", "alice")
                .containsEntry("runId", "run-1")
                .containsEntry("importedAt", Date.from(time))
                .containsEntry("managed", true)
                .containsEntry("misses", 0)
                .containsEntry("missingSince", null)
                .containsEntry("version", 0L)
                .containsEntry(
                        "tags",
                        List.of(
                                new Document("key", "Name").append("value", "one"),
                                new Document("key", "a.b").append("value", "$c")));
    }

    @Test
    void theSearchForMissingWorkersHasItsIndex() {
        repository.findKnown(Set.of("i-1"));

        assertThat(collection().listIndexes())
                .anySatisfy(index -> assertThat(index.get("key"))
                        .isEqualTo(new Document("source", 1).append("region", 1).append("_id", 1)));
    }

    @Test
    void aServerThatIsDownIsNoticedByTheFirstCallAndNotBefore() throws Exception {
        SimpleMongoClientDatabaseFactory down = new SimpleMongoClientDatabaseFactory(
                "mongodb://127.0.0.1:" + FreePort.find() + "/nowhere?serverSelectionTimeoutMS=100");
        MongoWorkerRepository unreachable = new MongoWorkerRepository(down);

        assertThatExceptionOfType(MongoException.class).isThrownBy(() -> unreachable.findKnown(Set.of("i-1")));
        down.destroy();
    }
}
