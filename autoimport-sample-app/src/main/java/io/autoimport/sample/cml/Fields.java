package io.autoimport.sample.cml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of an answer, each of which may be missing or something else than it should be. */
final class Fields {

    private static final int MAX_TEXT = 256;

    private final String what;
    private final JsonNode node;

    Fields(String what, JsonNode node) {
        this.what = what;
        this.node = node;
    }

    Fields object(String name) {
        return new Fields(what + ", " + name, node.path(name));
    }

    /** The values of an object whose names are of no interest. */
    List<Fields> values(String name) {
        return node.path(name).values().stream()
                .map(value -> new Fields(what + ", " + name, value))
                .toList();
    }

    String text(String name) {
        @Nullable String text = optionalText(name);
        if (text == null) {
            throw missing(name, "text");
        }
        return text;
    }

    /** Without control characters, which not every database takes, and not longer than a column. */
    @Nullable
    String optionalText(String name) {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            return null;
        }
        String text = value.stringValue().replaceAll("\\p{Cntrl}", " ").strip();
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), MAX_TEXT));
    }

    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            throw missing(name, "true or false");
        }
        return value.booleanValue();
    }

    int count(String name) {
        return (int) Math.min(amount(name), Integer.MAX_VALUE);
    }

    /** Zero if CML does not say. */
    int optionalCount(String name) {
        return node.path(name).isMissingNode() || node.path(name).isNull() ? 0 : count(name);
    }

    long amount(String name) {
        return (long) number(name);
    }

    double number(String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue()) || value.doubleValue() < 0) {
            throw missing(name, "number");
        }
        return value.doubleValue();
    }

    @Nullable
    Instant optionalTime(String name) {
        @Nullable String text = optionalText(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw missing(name, "time");
        }
    }

    private CmlException missing(String name, String kind) {
        return new CmlException(what + ": the answer has no " + kind + " named " + name);
    }
}
