package io.autoimport.spring.actuator;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.InstanceState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A source, as the endpoint shows it.
 *
 * @param name its name
 * @param regions where it searches
 * @param search what it searches for, in words
 * @param imageOwners whose AMIs count; empty for those of anybody
 * @param includeDeregisteredImages whether instances are found whose AMI is gone
 * @param instanceStates the states in which an instance is imported
 * @param tags the tags that an instance must carry
 * @param ignoreTag the key of the tag that keeps an instance out; null for none
 * @param ignoredInstanceIds instances that are never imported
 * @param roleArn the role in whose name it searches; null for the application's own
 * @param externalId asterisks if there is one
 */
public record SourceDescriptor(
        String name,
        List<String> regions,
        String search,
        List<String> imageOwners,
        boolean includeDeregisteredImages,
        List<String> instanceStates,
        Map<String, String> tags,
        @Nullable String ignoreTag,
        List<String> ignoredInstanceIds,
        @Nullable String roleArn,
        @Nullable String externalId) {

    /** What is shown instead of a value. */
    static final String HIDDEN = "******";

    static SourceDescriptor of(ImportSource source, boolean showValues) {
        @Nullable AssumedRole role = source.role();
        Map<String, String> tags = new TreeMap<>(source.requiredTags());
        if (!showValues) {
            tags.replaceAll((key, value) -> HIDDEN);
        }
        return new SourceDescriptor(
                source.name(),
                List.copyOf(source.regions()),
                source.criterion().describe(),
                source.imageOwners().stream().sorted().toList(),
                source.includeDeregisteredImages(),
                source.states().stream().sorted().map(InstanceState::code).toList(),
                tags,
                source.ignoreTag(),
                source.ignoredInstanceIds().stream().sorted().toList(),
                role == null ? null : showValues ? role.arn() : HIDDEN,
                role == null || role.externalId() == null ? null : HIDDEN);
    }
}
