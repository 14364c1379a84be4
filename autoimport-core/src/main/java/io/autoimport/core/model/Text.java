package io.autoimport.core.model;

import org.jspecify.annotations.Nullable;

/** Checks and cleans text that comes from outside. */
public final class Text {

    private Text() {}

    /**
     * Makes text from an untrusted origin fit for one line of a log: control characters, line and paragraph
     * separators, and the characters that reorder displayed text are written as <code>&#92;uXXXX</code>.
     *
     * @param text any text, may be empty
     * @return the same text if it was harmless
     */
    public static String singleLine(String text) {
        if (text.chars().noneMatch(Text::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (isUnsafe(c)) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.append((char) c);
            }
        });
        return safe.toString();
    }

    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT;
    }

    static String required(@Nullable String value, String what) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return value;
    }
}
