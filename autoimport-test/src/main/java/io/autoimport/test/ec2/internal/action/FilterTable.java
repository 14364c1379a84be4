package io.autoimport.test.ec2.internal.action;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The names by which an action filters, and what each of them looks at. */
final class FilterTable<T> {

    private static final String TAG_PREFIX = "tag:";
    private static final String TAG_KEY = "tag-key";

    private final Function<T, Map<String, String>> tags;
    private final Map<String, Field<T>> fields = new LinkedHashMap<>();

    FilterTable(Function<T, Map<String, String>> tags) {
        this.tags = tags;
    }

    /** What a filter looks at. */
    @FunctionalInterface
    interface Field<T> {
        @Nullable
        String of(T item);
    }

    /** Tells whether an item has what a filter asks for. */
    @FunctionalInterface
    interface Test<T> {
        boolean matches(T item, FilterValues values);
    }

    FilterTable<T> with(String name, Field<T> field) {
        fields.put(name, field);
        return this;
    }

    /** The test behind a name, or null if the action knows no such filter. */
    @Nullable
    Test<T> test(String name) {
        if (name.startsWith(TAG_PREFIX)) {
            String key = name.substring(TAG_PREFIX.length());
            return (item, values) -> values.match(tags.apply(item).get(key));
        }
        if (name.equals(TAG_KEY)) {
            return (item, values) -> tags.apply(item).keySet().stream().anyMatch(values::match);
        }
        Field<T> field = fields.get(name);
        return field == null ? null : (item, values) -> values.match(field.of(item));
    }
}
