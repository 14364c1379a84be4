package io.autoimport.spring.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.spring.documentation.PropertyMetadata.Property;
import io.autoimport.spring.properties.SourceProperties;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of properties are made of the metadata: {@code -Ddocs.write=true} writes them into the page. Descriptions are
 * changed in the Javadoc of the properties.
 */
class ConfigurationPageTest {

    private static final MarkdownPage PAGE = MarkdownPage.of("docs/configuration.md");

    private static final Map<String, Property> PROPERTIES = PropertyMetadata.read();

    @Test
    void theTablesAreThoseOfTheMetadata() throws IOException {
        String written = new PropertyTables(PROPERTIES).written(PAGE.text());
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE.file(), written);
            return;
        }
        assertThat(PAGE.text()).as("written anew by -Ddocs.write=true").isEqualTo(written);
    }

    @Test
    void eachPropertyIsInATable() {
        assertThat(PROPERTIES).containsKeys("auto-import.workers.enabled", "management.endpoint.autoimport.access");
        assertThat(PROPERTIES.keySet())
                .allSatisfy(name -> assertThat(PropertyTables.prefixesIn(PAGE.text()))
                        .anyMatch(prefix -> name.startsWith(prefix + ".")));
        assertThat(PROPERTIES).containsKeys(PropertyTables.furtherNames().toArray(String[]::new));
    }

    @Test
    void eachPropertyIsDescribed() {
        assertThat(PROPERTIES.values())
                .allSatisfy(property -> assertThat(property.description()).endsWith("."));
    }

    @Test
    void eachKeyOfASourceIsInItsTable() {
        Set<String> documented = PAGE.firstCells(Set.of("key")).stream()
                .flatMap(cell -> MarkdownPage.spansIn(cell).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented)
                .isEqualTo(keysOf(SourceProperties.class, "").collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Stream<String> keysOf(Class<?> type, String prefix) {
        return Stream.of(type.getRecordComponents())
                .flatMap(component -> component.getType().isRecord()
                        ? keysOf(component.getType(), prefix + kebab(component) + ".")
                        : Stream.of(prefix + kebab(component) + (component.getType() == Map.class ? ".<key>" : "")));
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
