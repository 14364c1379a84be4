package io.autoimport.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a source searches for: exactly one of an AMI name, AMI ids and instance ids. */
public sealed interface SearchCriterion {

    /**
     * In words, for a log line.
     *
     * @return for example {@code AMI name: CML-2.7.0-*}
     */
    String describe();

    /**
     * The instances that were launched from the AMIs of a matching name.
     *
     * @param pattern what the name must match
     */
    record AmiName(AmiNamePattern pattern) implements SearchCriterion {
        @Override
        public String describe() {
            return "AMI name: " + Text.singleLine(pattern.value());
        }
    }

    /**
     * The instances that were launched from these AMIs.
     *
     * @param ids the AMI ids, at least one
     */
    record AmiIds(Set<String> ids) implements SearchCriterion {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if there is no id, or an id does not begin with {@code ami-}
         */
        public AmiIds {
            ids = checkedIds(ids, "ami-", "AMI id");
        }

        @Override
        public String describe() {
            return "AMI ids: " + String.join(", ", ids);
        }
    }

    /**
     * These instances, whatever they were launched from.
     *
     * @param ids the instance ids, at least one
     */
    record InstanceIds(Set<String> ids) implements SearchCriterion {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if there is no id, or an id does not begin with {@code i-}
         */
        public InstanceIds {
            ids = checkedIds(ids, "i-", "instance id");
        }

        @Override
        public String describe() {
            return "instance ids: " + String.join(", ", ids);
        }
    }

    private static Set<String> checkedIds(Collection<String> ids, String prefix, String what) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("At least one " + what + " is needed");
        }
        for (String id : ids) {
            if (!id.matches(prefix + "[0-9A-Za-z-]{1,60}")) {
                throw new IllegalArgumentException(
                        "'" + Text.singleLine(id) + "' is not an " + what + ": expected " + prefix + "...");
            }
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(ids));
    }
}
