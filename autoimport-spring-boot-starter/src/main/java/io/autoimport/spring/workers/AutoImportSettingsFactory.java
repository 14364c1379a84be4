package io.autoimport.spring.workers;

import static io.autoimport.spring.properties.PropertyChecks.atLeastOne;
import static io.autoimport.spring.properties.PropertyChecks.checked;
import static io.autoimport.spring.properties.PropertyChecks.nameOf;
import static io.autoimport.spring.properties.PropertyChecks.notNegative;
import static io.autoimport.spring.properties.PropertyChecks.positive;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.model.AmiNamePattern;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportSourceBuilder;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Makes the job's settings of the properties. While the job is enabled, a value that can't be right is refused; a
 * region or an AMI name that is missing is not: then the settings have no source, and say what is missing.
 */
final class AutoImportSettingsFactory {

    /** The source that the flat properties define. */
    private static final String DEFAULT_SOURCE = "default";

    private static final String TAG_VARIABLES = "AUTO_IMPORT_WORKERS_TAGS_";

    private final AutoImportWorkersProperties properties;
    private final Set<String> environmentVariables;

    AutoImportSettingsFactory(AutoImportWorkersProperties properties, Set<String> environmentVariables) {
        this.properties = properties;
        this.environmentVariables = environmentVariables;
    }

    AutoImportSettings create() {
        if (!properties.enabled()) {
            return AutoImportSettings.disabled();
        }
        refuseTagVariables();
        Duration interval = positive("interval", properties.interval());
        @Nullable Duration initialDelay = properties.initialDelay();
        @Nullable Long maxImports = properties.maxImportsPerRun();
        @Nullable String missing = missingSetting();
        return new AutoImportSettings(
                true,
                interval,
                initialDelay == null ? interval : notNegative("initial-delay", initialDelay),
                missing == null ? List.of(source()) : List.of(),
                missing,
                createdBy(),
                atLeastOne("max-concurrency", properties.maxConcurrency()),
                maxImports == null ? null : atLeastOne("max-imports-per-run", maxImports),
                properties.dryRun(),
                Reconciliation.DEFAULT);
    }

    // Spring binds no variable to a map with a dash in its prefix. Ignoring one would import more than was asked for.
    private void refuseTagVariables() {
        environmentVariables.stream()
                .filter(name -> name.startsWith(TAG_VARIABLES))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidAutoImportPropertyException(
                            nameOf("tags"),
                            name,
                            "tags can't be given by environment variables of their own: a variable has neither lower"
                                    + " case nor dashes",
                            "Remove the variable " + name + ", and set SPRING_APPLICATION_JSON='{\"" + nameOf("tags")
                                    + ".<key>\": \"<value>\"}' instead.");
                });
    }

    private @Nullable String missingSetting() {
        if (regions().isEmpty()) {
            return "auto_import_workers_region";
        }
        if (!StringUtils.hasText(properties.amiName()) && amiIds().isEmpty()) {
            return "auto_import_workers_ami_name";
        }
        return null;
    }

    private ImportSource source() {
        ImportSourceBuilder source = ImportSource.named(DEFAULT_SOURCE)
                .regions(regions())
                .states(states())
                .requiredTags(properties.tags())
                .ignoredInstanceIds(withoutBlanks(properties.ignore().instanceIds()))
                .ignoreTag(
                        StringUtils.hasText(properties.ignore().tag())
                                ? properties.ignore().tag()
                                : null);
        setCriterion(source);
        setOwners(source);
        return checked("tags", properties.tags(), "Ask for fewer tags.", source::build);
    }

    private void setCriterion(ImportSourceBuilder source) {
        @Nullable String amiName = properties.amiName();
        if (!StringUtils.hasText(amiName)) {
            checked("ami-ids", amiIds(), "List AMI ids, such as ami-0abcdef1234567890.", () -> source.amiIds(amiIds()));
            return;
        }
        if (!amiIds().isEmpty()) {
            throw new InvalidAutoImportPropertyException(
                    nameOf("ami-ids"),
                    amiIds(),
                    nameOf("ami-name") + " is set as well, to '" + amiName + "'",
                    "Set one of the two, and remove the other.");
        }
        String name = amiName.strip();
        checked("ami-name", name, "Set it to the name of an AMI, such as CML-2.7.0-*.", () -> {
            AmiNamePattern pattern = new AmiNamePattern(name);
            if (properties.allowAnyAmiOwner() && pattern.isWildcardsOnly()) {
                throw new IllegalArgumentException("together with " + nameOf("allow-any-ami-owner")
                        + "=true it matches every public AMI in the world");
            }
            return source.amiName(name);
        });
    }

    private void setOwners(ImportSourceBuilder source) {
        if (properties.allowAnyAmiOwner()) {
            source.anyImageOwner();
            return;
        }
        List<String> owners = withoutBlanks(properties.amiOwners());
        String cure = "List 12-digit account ids, self, amazon or aws-marketplace. To search without owners, set "
                + nameOf("allow-any-ami-owner") + "=true, knowing that anyone can publish an AMI of a matching name.";
        checked("ami-owners", owners, cure, () -> {
            owners.forEach(ImportSource::checkedOwner);
            return source.imageOwners(owners);
        });
    }

    private List<String> regions() {
        List<String> several = withoutBlanks(properties.regions());
        boolean one = several.isEmpty();
        List<String> regions = one ? withoutBlanks(List.of(properties.region())) : several;
        return checked(one ? "region" : "regions", regions, "Use names of AWS regions, such as us-east-1.", () -> {
            regions.forEach(ImportSource::checkedRegion);
            return regions;
        });
    }

    private List<InstanceState> states() {
        List<String> codes = withoutBlanks(properties.instanceStates());
        return checked("instance-states", codes, "Choose from pending, running, stopping and stopped.", () -> {
            if (codes.isEmpty()) {
                throw new IllegalArgumentException("without a state nothing could ever be imported");
            }
            return codes.stream()
                    .map(code -> code.toLowerCase(Locale.ROOT).replace('_', '-'))
                    .map(InstanceState::ofCode)
                    .map(ImportSource::checkedState)
                    .toList();
        });
    }

    private String createdBy() {
        if (!StringUtils.hasText(properties.createdBy())) {
            throw new InvalidAutoImportPropertyException(
                    nameOf("created-by"),
                    properties.createdBy(),
                    "it must not be blank",
                    "Set it to a name, or remove it.");
        }
        return properties.createdBy();
    }

    private List<String> amiIds() {
        return withoutBlanks(properties.amiIds());
    }

    private static List<String> withoutBlanks(List<String> values) {
        return values.stream().map(String::strip).filter(StringUtils::hasText).toList();
    }
}
