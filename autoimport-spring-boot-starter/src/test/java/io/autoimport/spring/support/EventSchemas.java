package io.autoimport.spring.support;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JSON schemas of the documentation, by the types of events. */
public final class EventSchemas {

    private static final Path FOLDER = Path.of("..", "docs", "events");

    private EventSchemas() {}

    /**
     * What the schema of an event's type finds wrong with its data.
     *
     * @param event an event whose type ends with the name of a schema, like {@code worker.imported.v1}
     * @return nothing if all is well
     */
    public static List<String> violationsOf(CloudEvent event) {
        return schemaOf(event)
                .validate(
                        new String(event.getData().toBytes(), StandardCharsets.UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The {@code $id} of the schema of an event's type. */
    public static String idOf(CloudEvent event) {
        return schemaOf(event).getSchemaNode().get("$id").asString();
    }

    private static Schema schemaOf(CloudEvent event) {
        String[] words = event.getType().split("\\.");
        int count = words.length;
        String name = String.join(".", List.of(words).subList(count - 3, count)) + ".schema.json";
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
