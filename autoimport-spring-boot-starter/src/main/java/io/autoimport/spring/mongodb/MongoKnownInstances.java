package io.autoimport.spring.mongodb;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import io.autoimport.core.spi.KnownInstances;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * The instances that have a document in a collection of somebody else's. One query for each call, which reads nothing but
 * the field with the instance id; an index on it is up to the owner of the collection. Nothing is ever written there.
 * Documents without the field don't count, and an id may be there several times. Thread-safe.
 *
 * <p>A collection without any document that has the field is taken for a misspelt one: nothing is known to be safe to import then,
 * so that a call throws an {@link IllegalStateException}. So does what the server refuses. Either names the collection.
 */
public final class MongoKnownInstances implements KnownInstances {

    private static final String ID = "_id";

    private final ServerCollections collections;
    private final String collection;
    private final String field;
    private final String[] path;
    private final boolean mayBeEmpty;

    /**
     * Makes it, on the database of the factory. The server is not asked for anything yet.
     *
     * @param databases access to the database
     * @param collection name of the collection
     * @param field field with the EC2 instance id, such as {@code aws_instance_id}; dots lead into embedded documents, and into those of an array
     */
    public MongoKnownInstances(MongoDatabaseFactory databases, String collection, String field) {
        this(databases, null, collection, field);
    }

    /**
     * Makes it, on any database of the server. The server is not asked for anything yet.
     *
     * @param databases access to the server
     * @param database name of the database; that of the factory if null
     * @param collection name of the collection
     * @param field field with the EC2 instance id, such as {@code aws_instance_id}; dots lead into embedded documents, and into those of an array
     */
    public MongoKnownInstances(
            MongoDatabaseFactory databases, @Nullable String database, String collection, String field) {
        this(databases, database, collection, field, false);
    }

    MongoKnownInstances(
            MongoDatabaseFactory databases,
            @Nullable String database,
            String collection,
            String field,
            boolean mayBeEmpty) {
        this.collections = new ServerCollections(databases, database);
        this.collection = collection;
        this.field = field;
        this.path = field.split("\\.");
        this.mayBeEmpty = mayBeEmpty;
    }

    @Override
    public Set<String> findKnown(Set<String> instanceIds) {
        Set<String> known = new HashSet<>();
        try {
            MongoCollection<Document> theirs = collections.get(collection);
            theirs.find(in(field, instanceIds))
                    .projection(fieldAlone())
                    .batchSize(2 * instanceIds.size()) // one answer has room for all, even if each is there twice
                    .forEach(document -> addTo(known, instanceIds, document));
            if (known.isEmpty() && !mayBeEmpty) {
                refuseIfNothingCanBeFound(theirs);
            }
        } catch (MongoException e) {
            throw new IllegalStateException(
                    "The known workers in the MongoDB collection '" + collection + "' can't be read", e);
        }
        return known;
    }

    @Override
    public String describe() {
        return "MongoDB collection '" + collections.describe(collection) + "' (field: " + field + ")";
    }

    private Bson fieldAlone() {
        Bson wanted = Projections.include(field);
        return path[0].equals(ID) ? wanted : Projections.fields(wanted, Projections.excludeId());
    }

    private void addTo(Set<String> known, Set<String> wanted, Document document) {
        List<String> found = valuesAt(0, document)
                .filter(wanted::contains)
                .map(String.class::cast)
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("A document in the MongoDB collection '" + collection
                    + "' has a known instance in the field '" + field + "', but where can't be told, and nothing is"
                    + " imported. Set " + AutoImportMongoKnownWorkersProperties.PREFIX
                    + ".field to a path without numbers");
        }
        known.addAll(found);
    }

    // As MongoDB does it: a path leads into each element of an array, and ends at each.
    private Stream<?> valuesAt(int depth, @Nullable Object value) {
        if (value instanceof List<?> all) {
            return all.stream().flatMap(each -> valuesAt(depth, each));
        }
        if (depth == path.length) {
            return Stream.ofNullable(value);
        }
        return value instanceof Document inner ? valuesAt(depth + 1, inner.get(path[depth])) : Stream.empty();
    }

    // A misspelt name would have everything imported a second time, and MongoDB takes any name.
    private void refuseIfNothingCanBeFound(MongoCollection<Document> theirs) {
        if (theirs.find(exists(field)).projection(fieldAlone()).first() == null) {
            throw new IllegalStateException("The MongoDB collection '" + theirs.getNamespace()
                    + "' has no document with the field '" + field
                    + "', so which instances are known from there can't be told, and nothing is imported. Check "
                    + AutoImportMongoKnownWorkersProperties.PREFIX + ".*; if it may be empty, set "
                    + AutoImportMongoKnownWorkersProperties.PREFIX + ".allow-empty=true");
        }
    }
}
