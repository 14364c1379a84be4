package io.autoimport.spring.properties;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks values, and names the property whose value can't be right. */
public final class PropertyChecks {

    private PropertyChecks() {}

    /**
     * The full name of a property.
     *
     * @param key its name behind the prefix
     * @return with the prefix
     */
    public static String nameOf(String key) {
        return AutoImportWorkersProperties.PREFIX + "." + key;
    }

    /**
     * Makes something of a property's value; what is then refused is refused in the property's name.
     *
     * @param key the property
     * @param value its value
     * @param cure what to do if it is refused, a whole sentence
     * @param use makes something of it
     * @param <T> what is made
     * @return what was made
     * @throws InvalidAutoImportPropertyException if {@code use} throws an IllegalArgumentException
     */
    public static <T> T checked(String key, @Nullable Object value, String cure, Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidAutoImportPropertyException(nameOf(key), value, String.valueOf(e.getMessage()), cure);
        }
    }

    /**
     * Checks a time.
     *
     * @param key the property
     * @param value its value
     * @return the same
     * @throws InvalidAutoImportPropertyException if it is not more than zero
     */
    public static Duration positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new InvalidAutoImportPropertyException(
                    nameOf(key),
                    value,
                    "it must be more than zero",
                    "Set it to a duration such as 3600 (seconds), 5m or PT5M.");
        }
        return value;
    }

    /**
     * Checks a time.
     *
     * @param key the property
     * @param value its value
     * @return the same
     * @throws InvalidAutoImportPropertyException if it is less than zero
     */
    public static Duration notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new InvalidAutoImportPropertyException(
                    nameOf(key),
                    value,
                    "it must not be negative",
                    "Set it to a duration such as 0, 30 (seconds), 5m or PT5M, or remove it.");
        }
        return value;
    }

    /**
     * Checks a number.
     *
     * @param key the property
     * @param value its value
     * @param <N> its type
     * @return the same
     * @throws InvalidAutoImportPropertyException if it is less than 1
     */
    public static <N extends Number> N atLeastOne(String key, N value) {
        if (value.longValue() < 1) {
            throw new InvalidAutoImportPropertyException(
                    nameOf(key), value, "it must be at least 1", "Set it to 1 or more, or remove it.");
        }
        return value;
    }
}
