package io.autoimport.sample.observability;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The names in a JSON document, such as {@code targets[].error.code}. */
final class JsonPaths {

    private JsonPaths() {}

    /** Those of all values, but not of what is inside the leaves. Where a list has several objects, they are taken together. */
    static Set<String> of(JsonNode json, String... leaves) {
        Set<String> paths = new TreeSet<>();
        collect(json, "", List.of(leaves), paths);
        // What is an object once and null another time is an object.
        paths.removeIf(path ->
                paths.stream().anyMatch(other -> other.startsWith(path + ".") || other.startsWith(path + "[]")));
        return paths;
    }

    private static void collect(JsonNode node, String path, List<String> leaves, Set<String> paths) {
        if (leaves.contains(path)) {
            paths.add(path);
        } else if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            field.getValue(),
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            leaves,
                            paths));
        } else if (node.isArray()) {
            boolean objects = !node.isEmpty() && node.get(0).isObject();
            node.forEach(element -> collect(element, objects ? path + "[]" : path, leaves, paths));
            if (!objects) {
                paths.add(path);
            }
        } else {
            paths.add(path);
        }
    }
}
