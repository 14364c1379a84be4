package io.autoimport.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an IDE shows of the properties. */
class ConfigurationMetadataTest {

    @Test
    void everyPropertyHasADescriptionInTheStyleOfSpringBoot() throws IOException {
        List<Map<String, Object>> properties = properties();

        assertThat(properties)
                .filteredOn(property -> property.get("name").toString().startsWith("auto-import."))
                .hasSizeGreaterThan(20)
                .allSatisfy(property -> assertThat(property)
                        .extractingByKey("description")
                        .asString()
                        .isNotBlank()
                        .doesNotStartWith("The ")
                        .endsWith("."));
        assertThat(properties)
                .filteredOn(property -> "java.lang.Boolean".equals(property.get("type"))
                        && property.get("name").toString().startsWith("auto-import."))
                .allSatisfy(property ->
                        assertThat(property.get("description").toString()).startsWith("Whether "));
    }

    @Test
    void theDefaultsAreTold() throws IOException {
        Map<Object, Object> defaults = new HashMap<>();
        properties().forEach(property -> defaults.put(property.get("name"), property.get("defaultValue")));

        assertThat(defaults)
                .containsEntry("auto-import.workers.include-deregistered-images", false)
                .containsEntry("auto-import.workers.role-arn", null)
                .containsEntry("auto-import.workers.external-id", null)
                .containsEntry("auto-import.workers.reconcile.update", true)
                .containsEntry("auto-import.workers.reconcile.missing", "report")
                .containsEntry("auto-import.workers.reconcile.missing-after", 3)
                .containsEntry("auto-import.workers.reconcile.max-missing-percent", 20)
                .containsKey("auto-import.workers.sources");
    }

    @Test
    void whatCanBecomeOfMissingWorkersIsExplained() throws IOException {
        List<String> values = metadata()
                .read("$.hints[?(@.name == 'auto-import.workers.reconcile.missing')].values[?(@.description)].value");

        assertThat(values).containsExactly("report", "mark", "off");
    }

    private static List<Map<String, Object>> properties() throws IOException {
        return metadata().read("$.properties");
    }

    private static DocumentContext metadata() throws IOException {
        try (InputStream json =
                ConfigurationMetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonPath.parse(json);
        }
    }
}
