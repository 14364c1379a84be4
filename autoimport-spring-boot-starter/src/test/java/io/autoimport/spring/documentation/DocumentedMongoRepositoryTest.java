package io.autoimport.spring.documentation;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.support.TestMongo;
import io.autoimport.test.contract.WorkerRepositoryContractTest;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** The repository that docs/extending.md shows over the collection of another system keeps the contract as it stands there. */
class DocumentedMongoRepositoryTest extends WorkerRepositoryContractTest {

    private static final String PAGE = "extending.md";
    private static final String FIELD = "aws_instance_id";

    @TempDir
    private static Path folder;

    private static TestMongo mongo;
    private static SimpleMongoClientDatabaseFactory databases;
    private static URLClassLoader loader;
    private static WorkerRepository repository;

    @BeforeAll
    static void compile() throws IOException, ReflectiveOperationException {
        mongo = TestMongo.start();
        databases = new SimpleMongoClientDatabaseFactory(mongo.uri("manager"));
        DocumentedJava example = DocumentedJava.on(PAGE, "CmlWorkerRepository");
        CompiledExamples examples = new CompiledExamples(folder);
        examples.compile(List.of(example));
        loader = examples.loader();
        Constructor<?> constructor =
                CompiledExamples.load(loader, example).getDeclaredConstructor(MongoDatabaseFactory.class);
        constructor.setAccessible(true);
        repository = (WorkerRepository) constructor.newInstance(databases);
    }

    @AfterAll
    static void end() throws Exception {
        loader.close();
        databases.destroy();
        mongo.close();
    }

    @BeforeEach
    void empty() {
        collection().deleteMany(new Document());
        collection()
                .createIndex(
                        Indexes.ascending(FIELD),
                        new IndexOptions().unique(true).sparse(true));
    }

    private static MongoCollection<Document> collection() {
        return databases.getMongoDatabase("cml").getCollection("cml_workers");
    }

    @Override
    protected WorkerRepository repository() {
        return repository;
    }

    @Override
    protected @Nullable String storedNameOf(String instanceId) {
        @Nullable Document found = collection().find(eq(FIELD, instanceId)).first();
        return found == null ? null : found.getString("name");
    }

    /** Another unique index stands for the race that ends with the same error. */
    @Test
    void ofABulkWithADuplicateKeyTheRestIsInserted() {
        String index = collection()
                .createIndex(
                        Indexes.ascending("name"),
                        new IndexOptions().unique(true).sparse(true));
        try {
            Set<String> first = repository.insertIfAbsent(List.of(worker("i-1", "same")));
            Set<String> second = repository.insertIfAbsent(
                    List.of(worker("i-1", "same"), worker("i-2", "same"), worker("i-3", "other")));

            assertThat(first).containsExactly("i-1");
            assertThat(second).containsExactly("i-3");
            assertThat(repository.findKnown(Set.of("i-1", "i-2", "i-3"))).containsExactlyInAnyOrder("i-1", "i-3");
        } finally {
            collection().dropIndex(index);
        }
    }

    private static Worker worker(String id, String name) {
        Instance instance = new Instance(
                id,
                "us-east-1",
                null,
                Image.ofId("ami-1"),
                InstanceState.RUNNING,
                "c5.large",
                null,
                null,
                null,
                Map.of("Name", name));
        return Worker.of(instance, "default", "test", "run-1", Instant.parse("2026-02-03T04:05:06Z"));
    }

    @Test
    void theIndexIsThatOfThePage() throws IOException {
        assertThat(DocumentedJava.blocks(PAGE, "javascript"))
                .singleElement()
                .asString()
                .contains("createIndex({" + FIELD + ": 1}, {unique: true, sparse: true})");
    }
}
