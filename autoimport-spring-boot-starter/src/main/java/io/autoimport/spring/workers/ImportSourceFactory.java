package io.autoimport.spring.workers;

import static io.autoimport.spring.properties.PropertyChecks.checked;
import static io.autoimport.spring.properties.PropertyChecks.nameOf;

import io.autoimport.core.model.AmiNamePattern;
import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportSourceBuilder;
import io.autoimport.core.model.InstanceState;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Makes a source of its properties, and refuses values that can't be right in the name of the property that has them. */
final class ImportSourceFactory {

    private static final String SECRET = "***";

    private final LayeredSource properties;

    ImportSourceFactory(LayeredSource properties) {
        this.properties = properties;
    }

    ImportSource create() {
        ImportSourceBuilder source = ImportSource.named(properties.name())
                .regions(required(regions(), "region", "no region"))
                .states(states())
                .includeDeregisteredImages(properties.includeDeregisteredImages())
                .ignoredInstanceIds(properties.ignoredInstanceIds())
                .ignoreTag(properties.ignoreTag())
                .role(role());
        setCriterion(source);
        setOwners(source);
        Setting<Map<String, String>> tags = properties.tags();
        return checked(
                tags.key(),
                tags.value(),
                "Ask for fewer tags.",
                () -> source.requiredTags(tags.value()).build());
    }

    /** The regions to search, perhaps none. */
    List<String> regions() {
        Setting<List<String>> regions = properties.regions();
        return checked(regions.key(), regions.value(), "Use names of AWS regions, such as us-east-1.", () -> {
            regions.value().forEach(ImportSource::checkedRegion);
            return regions.value();
        });
    }

    /** Whether there is something to search for. */
    boolean hasCriterion() {
        return properties.amiName() != null || !properties.amiIds().value().isEmpty();
    }

    private List<String> required(List<String> values, String key, String what) {
        if (values.isEmpty()) {
            throw new InvalidAutoImportPropertyException(
                    nameOf(properties.ownKey(key)),
                    "",
                    "source " + properties.name() + " has " + what + ", neither of its own nor inherited",
                    "Set it, or switch the source off with "
                            + nameOf(LayeredSource.keyOf(properties.name()) + ".enabled") + "=false.");
        }
        return values;
    }

    private void setCriterion(ImportSourceBuilder source) {
        Setting<List<String>> ids = properties.amiIds();
        @Nullable Setting<String> amiName = properties.amiName();
        if (amiName == null) {
            required(ids.value(), "ami-name", "neither an AMI name nor AMI ids");
            checked(
                    ids.key(),
                    ids.value(),
                    "List AMI ids, such as ami-0abcdef1234567890.",
                    () -> source.amiIds(ids.value()));
            return;
        }
        String name = amiName.value();
        if (!ids.value().isEmpty()) {
            throw new InvalidAutoImportPropertyException(
                    nameOf(ids.key()),
                    ids.value(),
                    nameOf(amiName.key()) + " is set as well, to '" + name + "'",
                    "Set one of the two, and remove the other.");
        }
        checked(amiName.key(), name, "Set it to the name of an AMI, such as CML-2.7.0-*.", () -> {
            Setting<Boolean> anyOwner = properties.allowAnyAmiOwner();
            if (anyOwner.value() && new AmiNamePattern(name).isWildcardsOnly()) {
                throw new IllegalArgumentException(
                        "together with " + nameOf(anyOwner.key()) + "=true it matches every public AMI in the world");
            }
            return source.amiName(name);
        });
    }

    private void setOwners(ImportSourceBuilder source) {
        Setting<Boolean> anyOwner = properties.allowAnyAmiOwner();
        if (anyOwner.value()) {
            source.anyImageOwner();
            return;
        }
        Setting<List<String>> owners = properties.amiOwners();
        String cure = "List 12-digit account ids, self, amazon or aws-marketplace. To search without owners, set "
                + nameOf(anyOwner.key()) + "=true, knowing that anyone can publish an AMI of a matching name.";
        checked(owners.key(), owners.value(), cure, () -> {
            owners.value().forEach(ImportSource::checkedOwner);
            return source.imageOwners(owners.value());
        });
    }

    private List<InstanceState> states() {
        Setting<List<String>> codes = properties.instanceStates();
        return checked(codes.key(), codes.value(), "Choose from pending, running, stopping and stopped.", () -> {
            if (codes.value().isEmpty()) {
                throw new IllegalArgumentException("without a state nothing could ever be imported");
            }
            return codes.value().stream()
                    .map(code -> code.toLowerCase(Locale.ROOT).replace('_', '-'))
                    .map(InstanceState::ofCode)
                    .map(ImportSource::checkedState)
                    .toList();
        });
    }

    private @Nullable AssumedRole role() {
        @Nullable Setting<String> arn = properties.roleArn();
        @Nullable Setting<String> externalId = properties.externalId();
        if (arn == null || !StringUtils.hasText(arn.value())) {
            refuseExternalIdWithoutRole(arn, externalId);
            return null;
        }
        AssumedRole role = checked(
                arn.key(),
                arn.value(),
                "Set it to the ARN of a role, such as arn:aws:iam::123456789012:role/auto-import, or leave it blank for"
                        + " the application's own credentials.",
                () -> new AssumedRole(arn.value().strip(), null));
        if (externalId == null || !StringUtils.hasText(externalId.value())) {
            return role;
        }
        return checked(
                externalId.key(),
                SECRET,
                "Set it to what the trust policy of the role asks for, or remove it.",
                () -> new AssumedRole(role.arn(), externalId.value().strip()));
    }

    // A source that needs no role says so by a blank one, and then has no use for the external id of the others either.
    private void refuseExternalIdWithoutRole(@Nullable Setting<String> arn, @Nullable Setting<String> externalId) {
        boolean setAside = arn != null && !arn.inherited() && externalId != null && externalId.inherited();
        if (externalId != null && StringUtils.hasText(externalId.value()) && !setAside) {
            throw new InvalidAutoImportPropertyException(
                    nameOf(externalId.key()),
                    SECRET,
                    "source " + properties.name() + " has no role that could ask for it",
                    "Set " + nameOf(properties.ownKey("role-arn"))
                            + " to the ARN of a role, or remove the external id.");
        }
    }
}
