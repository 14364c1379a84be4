package io.autoimport.spring.workers;

import static io.autoimport.spring.properties.PropertyChecks.nameOf;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Text;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import io.autoimport.spring.properties.SourceProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sources that the properties define. A source that is written down by its name must be complete. The flat ones
 * alone may lack a region or an AMI name: then there is no source.
 *
 * @param sources by their names
 * @param missingSetting what is missing if there is none, by the name that it has in the Python system; null otherwise
 */
record ConfiguredSources(
        List<ImportSource> sources, @Nullable String missingSetting) {

    /** The source that the flat properties define. */
    private static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    static ConfiguredSources of(AutoImportWorkersProperties properties) {
        SourceProperties flat = properties.search();
        boolean flatOnes = !properties.sources().containsKey(DEFAULT);
        ImportSourceFactory flatSource = new ImportSourceFactory(LayeredSource.flat(DEFAULT, flat));
        Map<String, ImportSourceFactory> byName = named(properties.sources(), flat);
        if (byName.isEmpty()) {
            return flatOnes ? only(flatSource) : missing("auto_import_workers_sources");
        }
        if (flatOnes && flatSource.hasCriterion()) {
            byName.put(DEFAULT, flatSource);
        }
        return new ConfiguredSources(
                byName.values().stream().map(ImportSourceFactory::create).toList(), null);
    }

    private static ConfiguredSources only(ImportSourceFactory flatSource) {
        if (flatSource.regions().isEmpty()) {
            return missing("auto_import_workers_region");
        }
        return flatSource.hasCriterion()
                ? new ConfiguredSources(List.of(flatSource.create()), null)
                : missing("auto_import_workers_ami_name");
    }

    private static ConfiguredSources missing(String setting) {
        return new ConfiguredSources(List.of(), setting);
    }

    private static Map<String, ImportSourceFactory> named(
            Map<String, SourceProperties> sources, SourceProperties flat) {
        Map<String, ImportSourceFactory> byName = new TreeMap<>();
        Map<String, String> spellings = new HashMap<>();
        sources.forEach((name, own) -> {
            if (own.enabled()) {
                refuseMalformed(name);
                refuseSecondSpelling(name, spellings);
                byName.put(name, new ImportSourceFactory(LayeredSource.named(name, own, flat)));
            }
        });
        return byName;
    }

    private static void refuseMalformed(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidAutoImportPropertyException(
                    nameOf("sources"),
                    Text.singleLine(name),
                    "the name of a source has 1 to 64 characters, each a letter, a digit, a dot, a dash or an underscore",
                    "Give the source another name.");
        }
    }

    // To Spring these are the same property, so that each of the two would have what was written for the other. Dots
    // and
    // underscores stand in brackets, and there every character counts.
    private static void refuseSecondSpelling(String name, Map<String, String> spellings) {
        @Nullable String other = spellings.put(name.toLowerCase(Locale.ROOT).replace("-", ""), name);
        if (other != null) {
            throw new InvalidAutoImportPropertyException(
                    nameOf(LayeredSource.keyOf(name)),
                    name,
                    "there is a source " + other + ", too, and upper case and dashes don't tell them apart",
                    "Spell the name the same way everywhere, or give one of the two another name.");
        }
    }
}
