package io.autoimport.spring.mongodb;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of a collection in which another system keeps its workers. It is read, and never written.
 *
 * @param collection Name of the collection. Instances that have a document there are never imported. Not looked at if not
 *     set.
 * @param field Field of its documents with the EC2 instance id; dots lead into embedded documents, and into those of an array.
 * @param database Name of its database on the application's MongoDB server; the application's own if not set.
 * @param allowEmpty Whether no document at all may have the field. Unless allowed, runs fail then: the names may be
 *     misspelt, and everything would be imported a second time.
 */
@ConfigurationProperties(AutoImportMongoKnownWorkersProperties.PREFIX)
public record AutoImportMongoKnownWorkersProperties(
        @Nullable String collection,
        @DefaultValue("aws_instance_id") String field,
        @Nullable String database,
        @DefaultValue("false") boolean allowEmpty) {

    /** The prefix of these properties. */
    public static final String PREFIX = "auto-import.mongodb.known-workers";
}
