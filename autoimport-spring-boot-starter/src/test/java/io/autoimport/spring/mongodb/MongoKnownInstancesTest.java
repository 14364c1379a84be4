package io.autoimport.spring.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.autoimport.spring.support.FreePort;
import io.autoimport.spring.support.TestMongo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

class MongoKnownInstancesTest {

    private static final String FIELD = "aws_instance_id";

    private final SimpleMongoClientDatabaseFactory databases =
            new SimpleMongoClientDatabaseFactory(TestMongo.emptyDatabase());
    private final MongoKnownInstances known = new MongoKnownInstances(databases, "cml_workers", FIELD);

    @AfterEach
    void disconnect() throws Exception {
        databases.destroy();
    }

    private MongoCollection<Document> theirs() {
        return databases.getMongoDatabase().getCollection("cml_workers");
    }

    private void store(String... instanceIds) {
        for (String id : instanceIds) {
            theirs().insertOne(new Document("name", "worker of " + id).append(FIELD, id));
        }
    }

    @Test
    void aDatabaseThatDependsOnWhoIsAskingIsNotNamed() {
        MongoDatabaseFactory ofTenants = new SimpleMongoClientDatabaseFactory(TestMongo.emptyDatabase()) {
            @Override
            public MongoDatabase getMongoDatabase() {
                throw new IllegalStateException("no tenant");
            }
        };

        assertThat(new MongoKnownInstances(ofTenants, "cml_workers", FIELD).describe())
                .isEqualTo("MongoDB collection 'cml_workers' (field: " + FIELD + ")");
    }

    @Test
    void thoseWithADocumentAreKnown() {
        store("i-1", "i-2", "i-9");

        assertThat(known.findKnown(Set.of("i-1", "i-2", "i-3"))).containsExactlyInAnyOrder("i-1", "i-2");
        assertThat(known.findKnown(Set.of("i-3"))).isEmpty();
    }

    @Test
    void anIdMayBeThereTwice() {
        store("i-1", "i-1", "i-2");

        assertThat(known.findKnown(Set.of("i-1", "i-2"))).containsExactlyInAnyOrder("i-1", "i-2");
    }

    @Test
    void documentsWithoutTheFieldOrWithSomethingElseInItDoNotCount() {
        store("i-1");
        theirs().insertMany(List.of(
                new Document("name", "not launched yet"),
                new Document(FIELD, null),
                new Document(FIELD, 4711),
                new Document(FIELD, new Document("id", "i-2"))));

        assertThat(known.findKnown(Set.of("i-1", "i-2"))).containsExactly("i-1");
    }

    @Test
    void aThousandAtOnce() {
        String[] ids = IntStream.range(0, 1_000).mapToObj(i -> "i-" + i).toArray(String[]::new);
        theirs().insertMany(IntStream.range(0, 2_000)
                .mapToObj(i -> new Document(FIELD, ids[i % 1_000]))
                .toList());

        assertThat(known.findKnown(Set.of(ids))).containsExactlyInAnyOrder(ids);
    }

    @Test
    void theFieldMayBeEmbeddedOrTheIdOfTheDocument() {
        theirs().insertOne(
                        new Document("_id", "i-1").append("aws", new Document("instance", new Document("id", "i-2"))));

        assertThat(new MongoKnownInstances(databases, "cml_workers", "_id").findKnown(Set.of("i-1", "i-2")))
                .containsExactly("i-1");
        assertThat(new MongoKnownInstances(databases, "cml_workers", "aws.instance.id").findKnown(Set.of("i-1", "i-2")))
                .containsExactly("i-2");
    }

    @Test
    void aDocumentMayHoldSeveral() {
        theirs().insertMany(List.of(
                new Document("instances", List.of(new Document("id", "i-1"), new Document("id", "i-9"))),
                new Document("instances", List.of(new Document("id", List.of("i-2", "i-3"))))));

        assertThat(new MongoKnownInstances(databases, "cml_workers", "instances.id")
                        .findKnown(Set.of("i-1", "i-2", "i-4")))
                .containsExactlyInAnyOrder("i-1", "i-2");
    }

    @Test
    void oneThatIsFoundWithoutItsIdBeingSeenIsNoneThatIsUnknown() {
        theirs().insertOne(new Document("instances", List.of(new Document("id", "i-1"))));

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        new MongoKnownInstances(databases, "cml_workers", "instances.0.id").findKnown(Set.of("i-1")))
                .withMessageContaining("instances.0.id");
    }

    @Test
    void theCollectionMayBeInAnotherDatabaseOfTheServer() {
        String other = databases.getMongoDatabase().getName() + "_cml";
        databases.getMongoDatabase(other).getCollection("cml_workers").insertOne(new Document(FIELD, "i-1"));

        assertThat(new MongoKnownInstances(databases, other, "cml_workers", FIELD).findKnown(Set.of("i-1")))
                .containsExactly("i-1");
        store("i-9");
        assertThat(known.findKnown(Set.of("i-1"))).isEmpty();
    }

    @Test
    void nothingIsWrittenThereNorAnIndexMade() {
        store("i-1");
        List<Document> before = theirs().find().into(new ArrayList<>());

        known.findKnown(Set.of("i-1", "i-2"));

        assertThat(theirs().find()).containsExactlyElementsOf(before);
        assertThat(indexedKeys()).containsExactly(new Document("_id", 1));
        assertThat(databases.getMongoDatabase().listCollectionNames()).containsExactly("cml_workers");
    }

    private Set<Object> indexedKeys() {
        return theirs().listIndexes().into(new ArrayList<>()).stream()
                .map(index -> index.get("key"))
                .collect(Collectors.toSet());
    }

    @Test
    void aNameThatFindsNothingAtAllIsRefusedEachTime() {
        MongoKnownInstances misspelt = new MongoKnownInstances(databases, "cml_wrokers", FIELD);
        store("i-1");

        for (int call = 0; call < 2; call++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> misspelt.findKnown(Set.of("i-1")))
                    .withMessageContaining(".cml_wrokers' has no document with the field 'aws_instance_id'")
                    .withMessageContaining("auto-import.mongodb.known-workers.allow-empty=true");
        }
        assertThat(known.findKnown(Set.of("i-2"))).isEmpty();
        theirs().deleteMany(new Document());
        assertThatIllegalStateException().isThrownBy(() -> known.findKnown(Set.of("i-1")));
    }

    @Test
    void itMayBeEmptyIfThatIsAllowed() {
        MongoKnownInstances empty = new MongoKnownInstances(databases, null, "cml_workers", FIELD, true);

        assertThat(empty.findKnown(Set.of("i-1"))).isEmpty();
    }

    @Test
    void aServerThatIsDownIsNoticedByTheFirstCallWhichNamesTheCollection() throws Exception {
        SimpleMongoClientDatabaseFactory down = new SimpleMongoClientDatabaseFactory(
                "mongodb://127.0.0.1:" + FreePort.find() + "/nowhere?serverSelectionTimeoutMS=100");
        MongoKnownInstances unreachable = new MongoKnownInstances(down, "cml_workers", FIELD);

        assertThatIllegalStateException()
                .isThrownBy(() -> unreachable.findKnown(Set.of("i-1")))
                .withMessage("The known workers in the MongoDB collection 'cml_workers' can't be read")
                .withCauseInstanceOf(MongoTimeoutException.class);
        down.destroy();
    }
}
