package io.autoimport.spring.aheadoftime;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The types of the library that JSON is made of: those of a value, of its components, of theirs and so on. */
final class JsonTypes {

    private JsonTypes() {}

    static Set<Class<?>> reachableFrom(List<? extends Type> roots) {
        Set<Class<?>> found = new LinkedHashSet<>();
        Deque<Type> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Type type = open.pop();
            if (type instanceof ParameterizedType generic) {
                open.push(generic.getRawType());
                List.of(generic.getActualTypeArguments()).forEach(open::push);
            } else if (type instanceof Class<?> raw && raw.getName().startsWith("io.autoimport.") && found.add(raw)) {
                open.addAll(componentsOf(raw));
            }
        }
        return found;
    }

    private static List<Type> componentsOf(Class<?> type) {
        if (type.isEnum()) {
            return List.of();
        }
        if (!type.isRecord()) {
            throw new IllegalStateException(
                    type + " is neither a record nor an enum: what JSON is made of is not known");
        }
        return List.of(type.getRecordComponents()).stream()
                .map(RecordComponent::getGenericType)
                .toList();
    }
}
