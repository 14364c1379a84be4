package io.autoimport.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named search for instances, and the rules by which an instance that was found is let in.
 *
 * @param name what the source is called in results and logs
 * @param regions where to search, at least one, each once
 * @param criterion what to search for
 * @param imageOwners the accounts whose AMIs count: account ids, {@code self}, {@code amazon} or
 *     {@code aws-marketplace}. Empty means any owner: then every stranger can publish an AMI of a matching name
 * @param states the states an instance may be in, at least one, all of them importable
 * @param requiredTags the tags that an instance must carry, all of them, with exactly these values
 * @param ignoredInstanceIds instances that are never imported
 * @param ignoreTag the key of a tag that keeps an instance from being imported, whatever its value; null for none
 * @param includeDeregisteredImages whether to find instances, too, whose AMI was deregistered since they
 *     were launched, or disabled or made private by another owner
 * @param role in whose name to search; null for the application's own credentials
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html">Owner.N of
 *     DescribeImages</a>
 */
public record ImportSource(
        String name,
        Set<String> regions,
        SearchCriterion criterion,
        Set<String> imageOwners,
        Set<InstanceState> states,
        Map<String, String> requiredTags,
        Set<String> ignoredInstanceIds,
        @Nullable String ignoreTag,
        boolean includeDeregisteredImages,
        @Nullable AssumedRole role) {

    /** The owner that stands for the account that asks. */
    public static final String SELF = "self";

    /** The key of the tag that keeps an instance out unless another one is named. */
    public static final String DEFAULT_IGNORE_TAG = "auto-import:ignore";

    /** How many tags an EC2 resource can carry, and so how many can sensibly be asked for. */
    private static final int MAX_TAGS = 50;

    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern OWNER = Pattern.compile("\\d{12}|self|amazon|aws-marketplace");

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no region or no state or too many tags, if a region or an owner is malformed, or if
     *     a state is one in which an instance is gone
     */
    public ImportSource {
        Text.required(name, "The name of a source");
        Objects.requireNonNull(criterion, "criterion");
        regions = copy(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("Source " + name + " needs at least one region");
        }
        regions.forEach(ImportSource::checkedRegion);
        imageOwners = copy(imageOwners);
        imageOwners.forEach(ImportSource::checkedOwner);
        boolean everyName = criterion instanceof SearchCriterion.AmiName byName
                && byName.pattern().isWildcardsOnly();
        if (imageOwners.isEmpty() && everyName) {
            throw new IllegalArgumentException("Source " + name + " would match every public AMI in the world: "
                    + criterion.describe() + ", of any owner. Name the owners, or a narrower pattern");
        }
        if (states.isEmpty()) {
            throw new IllegalArgumentException("Source " + name + " needs at least one instance state");
        }
        states.forEach(ImportSource::checkedState);
        states = Collections.unmodifiableSet(EnumSet.copyOf(states));
        requiredTags = Map.copyOf(requiredTags);
        if (requiredTags.size() > MAX_TAGS) {
            throw new IllegalArgumentException("Source " + name + " asks for " + requiredTags.size()
                    + " tags; an instance carries at most " + MAX_TAGS);
        }
        ignoredInstanceIds = copy(ignoredInstanceIds);
    }

    static Set<String> copy(Collection<String> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /**
     * Checks the form of a region's name; whether AWS has such a region is not known here.
     *
     * @param region for example {@code us-east-1}
     * @return the same
     * @throws IllegalArgumentException if it can't be the name of a region
     */
    public static String checkedRegion(String region) {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException(
                    "'" + Text.singleLine(region) + "' is not a region: expected a name like us-east-1");
        }
        return region;
    }

    /**
     * Checks the owner of an image.
     *
     * @param owner a 12-digit account id, {@code self}, {@code amazon} or {@code aws-marketplace}
     * @return the same
     * @throws IllegalArgumentException if it is none of these
     */
    public static String checkedOwner(String owner) {
        if (!OWNER.matcher(owner).matches()) {
            throw new IllegalArgumentException("'" + Text.singleLine(owner)
                    + "' is not an AMI owner: expected a 12-digit account id, self, amazon or aws-marketplace");
        }
        return owner;
    }

    /**
     * Checks that instances in a state may be imported.
     *
     * @param state the state
     * @return the same
     * @throws IllegalArgumentException if an instance in this state is gone
     */
    public static InstanceState checkedState(InstanceState state) {
        if (!state.isImportable()) {
            throw new IllegalArgumentException("Instances that are " + state.code() + " are never imported");
        }
        return state;
    }

    /**
     * Begins a source with the defaults: images of the own account, every importable state, no tags asked for.
     *
     * @param name what the source is called in results and logs
     * @return a builder
     */
    public static ImportSourceBuilder named(String name) {
        return new ImportSourceBuilder(name);
    }

    /**
     * This source in each of its regions.
     *
     * @return one target per region, in the order of the regions
     */
    public List<ImportTarget> targets() {
        return regions.stream().map(region -> new ImportTarget(this, region)).toList();
    }

    /**
     * Applies the rules to an instance.
     *
     * @param instance any instance
     * @return all that the rules have against it, in the order of the rules; empty if it may be imported
     */
    public List<Objection> objectionsTo(Instance instance) {
        return ImportRules.objections(this, instance);
    }

    /**
     * Applies the rules to an instance that was found by searching for this source. What is in doubt then keeps it out
     * no more: it is what was searched for.
     *
     * @param found an instance
     * @return why it must not be imported, in the order of the rules; empty if it may
     */
    public List<Objection> certainObjectionsTo(Instance found) {
        return objectionsTo(found).stream().filter(Objection::certain).toList();
    }

    /**
     * Tells whether an instance is to be left alone, whatever else is true of it.
     *
     * @param instance any instance
     * @return whether its id is on the list, or it carries the tag
     */
    public boolean ignores(Instance instance) {
        return ImportRules.ignores(this, instance);
    }
}
