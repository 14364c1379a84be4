package io.autoimport.spring.mongodb;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * The collections of the host's database as something to rely on, whatever the host itself settles for, and the clock of
 * the server that keeps them. Knows no session: what is written here is not part of a transaction of the host. Asks for
 * nothing before its first use. Thread-safe.
 */
final class ServerCollections {

    private static final int COMMAND_NOT_FOUND = 59;

    /** Without an end, a write would wait for as long as too many of the servers are down. */
    private static final WriteConcern MAJORITY = WriteConcern.MAJORITY.withWTimeout(10, TimeUnit.SECONDS);

    private final MongoDatabaseFactory databases;
    private final @Nullable String database;

    /** What servers before 4.4.2, and some that speak the language of MongoDB, don't know yet. */
    private volatile String greeting = "hello";

    ServerCollections(MongoDatabaseFactory databases) {
        this(databases, null);
    }

    /** Those of another database of the same server, unless its name is null. */
    ServerCollections(MongoDatabaseFactory databases, @Nullable String database) {
        this.databases = databases;
        this.database = database;
    }

    /**
     * What one node wrote, another finds, on the primary, even after a change of it. A value is read as the type that it
     * was written as, whichever types the host has chosen for its own.
     */
    MongoCollection<Document> get(String name) {
        return database()
                .getCollection(name)
                .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
                .withWriteConcern(MAJORITY)
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    /** The name of a collection behind that of its database, if that does not depend on who is asking. */
    String describe(String name) {
        try {
            return (database == null ? databases.getMongoDatabase().getName() : database) + "." + name;
        } catch (RuntimeException e) { // a factory may choose the database by the caller, such as a tenant
            return name;
        }
    }

    /** The time by the primary's clock; that of the router in a sharded cluster. Needs no privilege. */
    Instant now() {
        try {
            return localTime();
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != COMMAND_NOT_FOUND) {
                throw e;
            }
            greeting = "isMaster";
            return localTime();
        }
    }

    private Instant localTime() {
        Document answer = database()
                .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
                .runCommand(new Document(greeting, 1), ReadPreference.primary());
        return answer.get("localTime", Date.class).toInstant();
    }

    private MongoDatabase database() {
        return database == null ? databases.getMongoDatabase() : databases.getMongoDatabase(database);
    }
}
