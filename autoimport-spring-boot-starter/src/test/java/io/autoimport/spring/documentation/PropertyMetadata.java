package io.autoimport.spring.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties of the library, from the metadata that Spring Boot's processor makes of their Javadoc. */
final class PropertyMetadata {

    private static final String LOCATION = "META-INF/spring-configuration-metadata.json";
    private static final String OURS = "auto-import.|management.endpoint.autoimport.";

    /**
     * One of them.
     *
     * @param name its full name
     * @param type its Java type
     * @param defaultValue as it is written in a file; null if it has none
     * @param description what it is for
     */
    record Property(String name, String type, @Nullable String defaultValue, String description) {}

    private PropertyMetadata() {}

    /** All properties, by their names. */
    static Map<String, Property> read() {
        Map<String, Property> properties = new TreeMap<>();
        try {
            for (URL url :
                    Collections.list(PropertyMetadata.class.getClassLoader().getResources(LOCATION))) {
                try (InputStream json = url.openStream()) {
                    for (JsonNode one : JsonMapper.shared().readTree(json).path("properties")) {
                        Property property = propertyOf(one);
                        if (property.name().matches("(" + OURS.replace(".", "\\.") + ").*")) {
                            properties.put(property.name(), property);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static Property propertyOf(JsonNode json) {
        return new Property(
                json.path("name").asString(),
                json.path("type").asString(),
                json.has("defaultValue") ? written(json.path("defaultValue")) : null,
                json.path("description").asString("").replace("&lt;", "<").replace("&gt;", ">"));
    }

    private static String written(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asString)
                    .collect(Collectors.joining(","));
        }
        return value.asString().replaceAll("^\\[|]$", "").replace(", ", ",");
    }
}
