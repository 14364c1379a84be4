package io.autoimport.spring.properties;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of one source. What is not set is inherited from the properties of the same name without
 * 'sources.&lt;name&gt;'.
 *
 * @param enabled Whether the source is searched.
 * @param region Region to search; wins over inherited 'regions', too.
 * @param regions Several regions to search in the same way; overrides 'region'.
 * @param amiName Name of the AMIs whose instances are imported. Replaces inherited 'ami-ids', too.
 * @param amiIds Ids of the AMIs whose instances are imported. Replace an inherited 'ami-name', too.
 * @param amiOwners Owners whose AMIs count. Replace an inherited 'allow-any-ami-owner=true', too.
 * @param allowAnyAmiOwner Whether to take AMIs of any owner.
 * @param includeDeregisteredImages Whether to find instances, too, whose AMI was deregistered since they
 *     were launched, or disabled or made private by another owner.
 * @param instanceStates States that an instance may be in to be imported.
 * @param tags Tags that an instance must carry to be imported, besides those inherited.
 * @param ignore What is never imported.
 * @param roleArn ARN of the role in whose name to search. Blank for the application's own credentials.
 * @param externalId External id that the role's trust policy asks for. Blank for none.
 */
public record SourceProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String region,
        @Nullable List<String> regions,
        @Nullable String amiName,
        @Nullable List<String> amiIds,
        @Nullable List<String> amiOwners,
        @Nullable Boolean allowAnyAmiOwner,
        @Nullable Boolean includeDeregisteredImages,
        @Nullable List<String> instanceStates,
        @DefaultValue Map<String, String> tags,
        @DefaultValue Ignore ignore,
        @Nullable String roleArn,
        @Nullable String externalId) {

    /**
     * What is never imported.
     *
     * @param instanceIds Ids of instances that are never imported. Replace those inherited.
     * @param tag Key of a tag that keeps an instance from being imported, whatever its value. Blank for none.
     */
    public record Ignore(
            @Nullable List<String> instanceIds, @Nullable String tag) {}

    /** Without values: the external id is meant to be known to two parties only. */
    @Override
    public String toString() {
        return AutoImportWorkersProperties.PREFIX + ".sources.<name>";
    }
}
