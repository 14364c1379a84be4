package io.autoimport.spring.properties;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Properties below a prefix that nothing reads, most likely because they are misspelt: without a word, a {@code dry-runn}
 * would have runs write. They are told in the log, and keep nothing from starting: an older version may meet what a newer one was
 * given.
 */
public final class UnknownProperties {

    private static final Logger log = LoggerFactory.getLogger(UnknownProperties.class);

    private final ConfigurationPropertyName prefix;
    private final String variablePrefix;
    private final Class<?> type;

    private UnknownProperties(String prefix, Class<?> type) {
        this.prefix = ConfigurationPropertyName.of(prefix);
        this.variablePrefix = prefix.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT) + "_";
        this.type = type;
    }

    /**
     * Tells them.
     *
     * @param environment where the application is configured
     * @param prefix what the names of the properties begin with
     * @param type the record that they are bound to
     */
    public static void warn(ConfigurableEnvironment environment, String prefix, Class<? extends Record> type) {
        UnknownProperties properties = new UnknownProperties(prefix, type);
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .forEach(source -> properties.warn((EnumerablePropertySource<?>) source));
    }

    private void warn(EnumerablePropertySource<?> source) {
        boolean variables = source instanceof SystemEnvironmentPropertySource;
        for (String name : source.getPropertyNames()) {
            if (variables ? isUnknownVariable(name) : isUnknown(name)) {
                log.warn(
                        "⚠️ {} has no effect: there is no such property. Check its spelling ({})",
                        name,
                        source.getName());
            }
        }
    }

    // A variable does not tell where a word ends and where a property does.
    private boolean isUnknownVariable(String name) {
        return name.startsWith(variablePrefix)
                && !isKnown(
                        name.substring(variablePrefix.length()).replace("_", "").toLowerCase(Locale.ROOT), type);
    }

    private static boolean isKnown(String rest, Class<?> type) {
        return components(type).anyMatch(component -> {
            String key = uniform(component);
            if (!rest.startsWith(key)) {
                return false;
            }
            return component.getType().isRecord()
                    ? isKnown(rest.substring(key.length()), component.getType())
                    : rest.length() == key.length() || holdsMany(component);
        });
    }

    private boolean isUnknown(String name) {
        ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '.');
        if (!prefix.isAncestorOf(property)) {
            return false;
        }
        List<String> keys = IntStream.range(prefix.getNumberOfElements(), property.getNumberOfElements())
                .mapToObj(i -> property.getElement(i, Form.UNIFORM))
                .toList();
        return !isKnown(keys, type);
    }

    private static boolean isKnown(List<String> keys, Class<?> type) {
        Optional<RecordComponent> found = components(type)
                .filter(component -> uniform(component).equals(keys.get(0)))
                .findFirst();
        if (found.isEmpty()) {
            return false;
        }
        RecordComponent component = found.get();
        if (component.getType().isRecord()) {
            return keys.size() == 1 || isKnown(keys.subList(1, keys.size()), component.getType());
        }
        if (component.getType() == Map.class
                && keys.size() > 2
                && valueType(component) instanceof Class<?> value
                && value.isRecord()) {
            return isKnown(keys.subList(2, keys.size()), value);
        }
        return keys.size() == 1 || holdsMany(component);
    }

    private static Type valueType(RecordComponent map) {
        return ((ParameterizedType) map.getGenericType()).getActualTypeArguments()[1];
    }

    private static boolean holdsMany(RecordComponent component) {
        return component.getType() == Map.class || component.getType() == List.class;
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Stream.of(type.getRecordComponents());
    }

    private static String uniform(RecordComponent component) {
        return component.getName().toLowerCase(Locale.ROOT);
    }
}
