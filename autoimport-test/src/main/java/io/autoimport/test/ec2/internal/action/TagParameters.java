package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.Parameters;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads {@code Tag.N.Key} and {@code Tag.N.Value}, within EC2's bounds. */
final class TagParameters {

    static final int MOST_TAGS = 50;

    private static final int LONGEST_KEY = 127;
    private static final int LONGEST_VALUE = 255;

    private TagParameters() {}

    static Map<String, String> read(Parameters parameters) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Parameters tag : parameters.items("Tag")) {
            String key = tag.required("Key");
            String value = tag.text("Value");
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw ApiException.invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
            }
            if (key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw ApiException.invalidValue("A tag has a key of at most " + LONGEST_KEY + " and a value of at most "
                        + LONGEST_VALUE + " characters: " + key);
            }
            tags.put(key, value);
        }
        return tags;
    }
}
