package io.autoimport.spring.workers;

import static io.autoimport.spring.properties.PropertyChecks.nameOf;

import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import java.util.Set;

/**
 * Environment variables that look as if they meant something. Spring binds one to a map with a dash in its prefix only if
 * another property source has the same entry. To ignore it otherwise would import more, or less, than was asked for.
 */
final class UnboundVariables {

    private final Set<String> environmentVariables;

    UnboundVariables(Set<String> environmentVariables) {
        this.environmentVariables = environmentVariables;
    }

    void refuse() {
        refuse("tags", "AUTO_IMPORT_WORKERS_TAGS_", "<key>");
        refuse("sources", "AUTO_IMPORT_WORKERS_SOURCES_", "<name>.<key>");
    }

    private void refuse(String key, String variables, String rest) {
        environmentVariables.stream()
                .filter(name -> name.startsWith(variables))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidAutoImportPropertyException(
                            nameOf(key),
                            name,
                            key + " can't be given by environment variables of their own: a variable has neither lower"
                                    + " case nor dashes",
                            "Remove the variable " + name + ", and set SPRING_APPLICATION_JSON='{\"" + nameOf(key) + "."
                                    + rest + "\": \"<value>\"}' instead.");
                });
    }
}
