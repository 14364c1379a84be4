package io.autoimport.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
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

    private static List<Map<String, Object>> properties() throws IOException {
        try (InputStream json =
                ConfigurationMetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonPath.read(json, "$.properties");
        }
    }
}
