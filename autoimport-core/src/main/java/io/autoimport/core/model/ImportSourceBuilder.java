package io.autoimport.core.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what makes a source. Not thread-safe. */
public final class ImportSourceBuilder {

    private final String name;
    private Set<String> regions = Set.of();
    private @Nullable SearchCriterion criterion;
    private Set<String> imageOwners = Set.of(ImportSource.SELF);
    private Set<InstanceState> states = InstanceState.importable();
    private Map<String, String> requiredTags = Map.of();
    private Set<String> ignoredInstanceIds = Set.of();
    private @Nullable String ignoreTag = ImportSource.DEFAULT_IGNORE_TAG;
    private boolean includeDeregisteredImages;
    private @Nullable AssumedRole role;

    ImportSourceBuilder(String name) {
        this.name = name;
    }

    /**
     * Where to search.
     *
     * @param regions names of regions, at least one
     * @return this builder
     */
    public ImportSourceBuilder regions(String... regions) {
        return regions(List.of(regions));
    }

    /**
     * Where to search.
     *
     * @param regions names of regions, at least one
     * @return this builder
     */
    public ImportSourceBuilder regions(Collection<String> regions) {
        this.regions = ImportSource.copy(regions);
        return this;
    }

    /**
     * Searches for the instances of the AMIs with a matching name.
     *
     * @param pattern an {@link AmiNamePattern}
     * @return this builder
     * @throws IllegalArgumentException if there is another criterion already
     */
    public ImportSourceBuilder amiName(String pattern) {
        return criterion(new SearchCriterion.AmiName(new AmiNamePattern(pattern)));
    }

    /**
     * Searches for the instances of these AMIs.
     *
     * @param ids AMI ids, at least one
     * @return this builder
     * @throws IllegalArgumentException if there is another criterion already
     */
    public ImportSourceBuilder amiIds(Collection<String> ids) {
        return criterion(new SearchCriterion.AmiIds(ImportSource.copy(ids)));
    }

    /**
     * Searches for these instances.
     *
     * @param ids instance ids, at least one
     * @return this builder
     * @throws IllegalArgumentException if there is another criterion already
     */
    public ImportSourceBuilder instanceIds(Collection<String> ids) {
        return criterion(new SearchCriterion.InstanceIds(ImportSource.copy(ids)));
    }

    private ImportSourceBuilder criterion(SearchCriterion criterion) {
        if (this.criterion != null) {
            throw new IllegalArgumentException("Source " + name
                    + " takes exactly one of an AMI name, AMI ids and instance ids; it has both "
                    + this.criterion.describe() + " and " + criterion.describe());
        }
        this.criterion = criterion;
        return this;
    }

    /**
     * The accounts whose AMIs count.
     *
     * @param owners account ids, {@code self}, {@code amazon}, {@code aws-marketplace}; at least one
     * @return this builder
     * @throws IllegalArgumentException if there is none: see {@link #anyImageOwner()}
     */
    public ImportSourceBuilder imageOwners(Collection<String> owners) {
        if (owners.isEmpty()) {
            throw new IllegalArgumentException("Source " + name + " needs at least one AMI owner");
        }
        this.imageOwners = ImportSource.copy(owners);
        return this;
    }

    /**
     * Takes the AMIs of any owner, strangers included.
     *
     * @return this builder
     */
    public ImportSourceBuilder anyImageOwner() {
        this.imageOwners = Set.of();
        return this;
    }

    /**
     * The states that an instance may be in.
     *
     * @param states importable states, at least one
     * @return this builder
     */
    public ImportSourceBuilder states(Collection<InstanceState> states) {
        this.states = Set.copyOf(states);
        return this;
    }

    /**
     * The tags that an instance must carry, all of them.
     *
     * @param tags values by key
     * @return this builder
     */
    public ImportSourceBuilder requiredTags(Map<String, String> tags) {
        this.requiredTags = tags;
        return this;
    }

    /**
     * Instances that are never imported.
     *
     * @param ids instance ids
     * @return this builder
     */
    public ImportSourceBuilder ignoredInstanceIds(Collection<String> ids) {
        this.ignoredInstanceIds = ImportSource.copy(ids);
        return this;
    }

    /**
     * The key of the tag that keeps an instance from being imported.
     *
     * @param key a tag's key, or null for none
     * @return this builder
     */
    public ImportSourceBuilder ignoreTag(@Nullable String key) {
        this.ignoreTag = key;
        return this;
    }

    /**
     * Whether to find instances, too, whose AMI was deregistered since they were launched, or disabled or made private by
     * another owner.
     *
     * @param include true to find them
     * @return this builder
     */
    public ImportSourceBuilder includeDeregisteredImages(boolean include) {
        this.includeDeregisteredImages = include;
        return this;
    }

    /**
     * In whose name to search.
     *
     * @param role a role, or null for the application's own credentials
     * @return this builder
     */
    public ImportSourceBuilder role(@Nullable AssumedRole role) {
        this.role = role;
        return this;
    }

    /**
     * Makes the source.
     *
     * @return the source
     * @throws IllegalArgumentException if the criterion or the region is missing, or a value is malformed
     */
    public ImportSource build() {
        if (criterion == null) {
            throw new IllegalArgumentException(
                    "Source " + name + " needs one of an AMI name, AMI ids and instance ids");
        }
        return new ImportSource(
                name,
                regions,
                criterion,
                imageOwners,
                states,
                requiredTags,
                ignoredInstanceIds,
                ignoreTag,
                includeDeregisteredImages,
                role);
    }
}
