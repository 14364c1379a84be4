package io.autoimport.test.ec2.internal.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, or those below one item of a list: {@code Filter.2.Name} is {@code Name} of the second {@code Filter}. */
public final class Parameters {

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Reads a form-encoded body or query string. */
    public static Parameters parse(String form) {
        Map<String, String> values = new TreeMap<>();
        int from = 0;
        while (from < form.length()) {
            int end = form.indexOf('&', from);
            if (end < 0) {
                end = form.length();
            }
            int equals = form.indexOf('=', from);
            boolean hasValue = equals >= 0 && equals < end;
            String name = decode(form.substring(from, hasValue ? equals : end));
            if (!name.isEmpty()) {
                values.put(name, hasValue ? decode(form.substring(equals + 1, end)) : "");
            }
            from = end + 1;
        }
        return new Parameters(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("MalformedQueryString", "The request is not form-encoded: " + e.getMessage());
        }
    }

    /** All of them, by name. */
    public Map<String, String> asMap() {
        return values;
    }

    /** The value, or null if the request has none. */
    public @Nullable String find(String name) {
        return values.get(name);
    }

    /** The value, or an empty text if the request has none. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** The value of a parameter that must not be missing. */
    public String required(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw ApiException.badRequest("MissingParameter", "The request must contain the parameter " + name);
        }
        return value;
    }

    /** Whether a boolean parameter is set. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** An integer, or nothing if the request has none. */
    public OptionalInt number(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw ApiException.invalidValue("Value (" + value + ") for parameter " + name + " is not an integer");
        }
    }

    /** The values of {@code name.1}, {@code name.2} and so on, in the order of their numbers. */
    public List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (Parameters item : items(name)) {
            String value = item.find("");
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    /** What lies below {@code name.1}, {@code name.2} and so on, in the order of their numbers. */
    public List<Parameters> items(String name) {
        Map<Integer, Map<String, String>> byNumber = new TreeMap<>();
        String prefix = name + ".";
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                int dot = key.indexOf('.', prefix.length());
                String number = key.substring(prefix.length(), dot < 0 ? key.length() : dot);
                byNumber.computeIfAbsent(indexOf(key, number), n -> new TreeMap<>())
                        .put(dot < 0 ? "" : key.substring(dot + 1), value);
            }
        });
        return byNumber.values().stream().map(Parameters::new).toList();
    }

    private static int indexOf(String key, String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("UnknownParameter", "The parameter " + key + " is not recognized");
        }
    }
}
