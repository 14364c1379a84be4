package io.autoimport.sample.workers;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportSourceBuilder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * What to import.
 *
 * @param region where
 * @param amiName the instances of the AMIs of a matching name,
 * @param amiIds or of these AMIs,
 * @param instanceIds or these instances
 * @param dryRun whether to answer with the plan, and write nothing
 */
record ImportRequest(
        @Nullable String region,
        @Nullable String amiName,
        @Nullable List<@Nullable String> amiIds,
        @Nullable List<@Nullable String> instanceIds,
        @Nullable Boolean dryRun) {

    static final String EXPECTED = "expected {\"region\": \"us-east-1\", \"amiName\": \"CML-2.7.0-*\"}, or a list"
            + " \"amiIds\" or \"instanceIds\" instead of the name, and \"dryRun\": true for a plan";

    /**
     * As the command takes it.
     *
     * @throws IllegalArgumentException if something is missing, too much or malformed
     */
    ImportSource toSource() {
        if (!StringUtils.hasText(region)) {
            throw new IllegalArgumentException("region is missing: " + EXPECTED);
        }
        if (!StringUtils.hasText(amiName) && amiIds == null && instanceIds == null) {
            throw new IllegalArgumentException("amiName, amiIds or instanceIds is missing: " + EXPECTED);
        }
        ImportSourceBuilder source = ImportSource.named("manual").regions(region);
        if (StringUtils.hasText(amiName)) {
            source.amiName(amiName);
        }
        if (amiIds != null) {
            source.amiIds(withoutNulls(amiIds));
        }
        if (instanceIds != null) {
            source.instanceIds(withoutNulls(instanceIds));
        }
        return source.build();
    }

    boolean isDryRun() {
        return dryRun != null && dryRun;
    }

    private static List<String> withoutNulls(List<@Nullable String> ids) {
        return ids.stream().map(id -> Objects.requireNonNullElse(id, "")).toList();
    }
}
