package io.autoimport.spring.properties;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A property has a value that can't be right. Spring Boot shows it as a description and an action. */
public final class InvalidAutoImportPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The full name of the property. */
    private final String property;

    /** Its value, as text. */
    private final String value;

    /** Why it can't be right. */
    private final String reason;

    /** What to do about it. */
    private final String cure;

    /**
     * Tells what is wrong, and what to do.
     *
     * @param property the full name of the property
     * @param value its value
     * @param reason why it can't be right
     * @param cure what to do about it, a whole sentence
     */
    public InvalidAutoImportPropertyException(String property, @Nullable Object value, String reason, String cure) {
        super("Property '%s' has the value '%s': %s".formatted(property, text(value), reason));
        this.property = property;
        this.value = text(value);
        this.reason = reason;
        this.cure = cure;
    }

    // As it was written, and not as Java prints it.
    private static String text(@Nullable Object value) {
        return value instanceof Collection<?> values
                ? values.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    /**
     * The property.
     *
     * @return its full name
     */
    public String property() {
        return property;
    }

    /**
     * The value.
     *
     * @return as text
     */
    public String value() {
        return value;
    }

    /**
     * What is wrong with it.
     *
     * @return why it can't be right
     */
    public String reason() {
        return reason;
    }

    /**
     * The way out.
     *
     * @return a whole sentence
     */
    public String cure() {
        return cure;
    }
}
