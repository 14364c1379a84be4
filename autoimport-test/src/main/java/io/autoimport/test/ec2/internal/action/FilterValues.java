package io.autoimport.test.ec2.internal.action;

import io.autoimport.core.model.AmiNamePattern;
import io.autoimport.test.ec2.internal.protocol.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a filter, of which one must match. */
final class FilterValues {

    private final Set<String> literals = new HashSet<>();
    private final List<AmiNamePattern> patterns = new ArrayList<>();

    FilterValues(String filter, List<String> values) {
        for (String value : values) {
            if (value.length() > AmiNamePattern.MAX_LENGTH) {
                throw ApiException.invalidValue("A value of the filter '" + filter + "' is longer than "
                        + AmiNamePattern.MAX_LENGTH + " characters");
            }
            if (value.chars().anyMatch(c -> c == '*' || c == '?' || c == '\\')) {
                patterns.add(new AmiNamePattern(value));
            } else {
                literals.add(value);
            }
        }
    }

    boolean match(@Nullable String text) {
        return text != null
                && (literals.contains(text) || patterns.stream().anyMatch(pattern -> pattern.matches(text)));
    }
}
