package io.autoimport.core.model;

import io.autoimport.core.model.Objection.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of a source, in the one place where they are written down. */
final class ImportRules {

    private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");

    private final ImportSource source;
    private final Instance instance;
    private final List<Objection> objections = new ArrayList<>();

    private ImportRules(ImportSource source, Instance instance) {
        this.source = source;
        this.instance = instance;
    }

    static List<Objection> objections(ImportSource source, Instance instance) {
        ImportRules rules = new ImportRules(source, instance);
        rules.checkState();
        rules.checkIgnored();
        rules.checkTags();
        rules.checkCriterion();
        rules.checkImageOwner();
        return rules.objections;
    }

    static boolean ignores(ImportSource source, Instance instance) {
        ImportRules rules = new ImportRules(source, instance);
        rules.checkIgnored();
        return !rules.objections.isEmpty();
    }

    private void checkState() {
        if (!source.states().contains(instance.state())) {
            object(Rule.STATE, "its state is " + instance.state().code());
        }
    }

    private void checkIgnored() {
        if (source.ignoredInstanceIds().contains(instance.id())) {
            object(Rule.IGNORED, "its id is on the ignore list");
        }
        if (source.ignoreTag() != null && instance.tags().containsKey(source.ignoreTag())) {
            object(Rule.IGNORED, "it carries the tag " + source.ignoreTag());
        }
    }

    private void checkTags() {
        new TreeMap<>(source.requiredTags()).forEach(this::checkTag);
    }

    // Values of tags are not for everybody who may read the reason.
    private void checkTag(String key, String value) {
        @Nullable String actual = instance.tags().get(key);
        if (actual == null) {
            object(Rule.TAGS, "it lacks the tag " + key);
        } else if (!actual.equals(value)) {
            object(Rule.TAGS, "its tag " + key + " has another value");
        }
    }

    private void checkCriterion() {
        Image image = instance.image();
        SearchCriterion criterion = source.criterion();
        if (criterion instanceof SearchCriterion.AmiName byName) {
            if (image.name() == null) {
                doubt(
                        Rule.CRITERION,
                        "the name of its AMI, " + image.id() + ", is unknown (deregistered, disabled or private?)");
            } else if (!byName.pattern().matches(image.name())) {
                object(Rule.CRITERION, "the name of its AMI, " + image.name() + ", does not match " + byName.pattern());
            }
        } else if (criterion instanceof SearchCriterion.AmiIds byIds
                && !byIds.ids().contains(image.id())) {
            object(Rule.CRITERION, "its AMI, " + image.id() + ", is none of those searched for");
        } else if (criterion instanceof SearchCriterion.InstanceIds byInstance
                && !byInstance.ids().contains(instance.id())) {
            object(Rule.CRITERION, "its id is none of those searched for");
        }
    }

    // Instances that are named one by one may be of any AMI.
    private void checkImageOwner() {
        Set<String> owners = source.imageOwners();
        if (owners.isEmpty() || source.criterion() instanceof SearchCriterion.InstanceIds) {
            return;
        }
        Image image = instance.image();
        if (image.ownerId() == null) {
            doubt(Rule.IMAGE_OWNER, "the owner of its AMI, " + image.id() + ", is unknown");
        } else if (!isAllowed(image, image.ownerId())) {
            String reason = "the owner of its AMI, " + image.ownerId() + ", is none of " + String.join(", ", owners);
            // Not every endpoint tells the alias of an owner, nor every discovery the account of an instance.
            boolean known = (image.ownerAlias() != null || owners.stream().noneMatch(ImportRules::isAlias))
                    && (instance.account() != null || !owners.contains(ImportSource.SELF));
            objections.add(new Objection(Rule.IMAGE_OWNER, known, reason));
        }
    }

    private boolean isAllowed(Image image, String ownerId) {
        Set<String> owners = source.imageOwners();
        return owners.contains(ownerId)
                || (image.ownerAlias() != null && owners.contains(image.ownerAlias()))
                || (owners.contains(ImportSource.SELF) && ownerId.equals(instance.account()));
    }

    private static boolean isAlias(String owner) {
        return !owner.equals(ImportSource.SELF) && !ACCOUNT_ID.matcher(owner).matches();
    }

    private void object(Rule rule, String reason) {
        objections.add(Objection.against(rule, reason));
    }

    private void doubt(Rule rule, String reason) {
        objections.add(Objection.doubt(rule, reason));
    }
}
