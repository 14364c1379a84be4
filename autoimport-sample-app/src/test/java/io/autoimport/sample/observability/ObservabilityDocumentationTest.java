package io.autoimport.sample.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.autoimport.sample.observability.DocumentedTable.Page;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the documentation says can be seen is what a running application shows: no row is missing, and none is too much. */
class ObservabilityDocumentationTest extends ObservedApplication {

    private static final Page PAGE = Page.read("observability.md");

    @Autowired
    private MeterRegistry registry;

    private static void compare(String table, Set<String> emitted) {
        assertThat(emitted).as(table).isNotEmpty();
        assertThat(new TreeSet<>(PAGE.rows(table))).as(table).isEqualTo(new TreeSet<>(emitted));
    }

    @Test
    void everyFieldOfTheStatus() {
        compare("Status", JsonPaths.of(get("/actuator/autoimport"), "lastRun", "sources[].tags"));
    }

    @Test
    void everyFieldOfAnExplanation() {
        String id = get("/api/workers").get(0).get("instanceId").asString();

        compare("Explanation", JsonPaths.of(get("/actuator/autoimport/" + id)));
    }

    @Test
    void everyFieldOfAPermission() {
        compare("Permissions", JsonPaths.of(get("/actuator/autoimport/permissions")));
    }

    @Test
    void everyDetailOfTheHealth() {
        JsonNode details = get("/actuator/health").at("/components/autoImport/details");
        Set<String> shown = JsonPaths.of(details).stream()
                .map(path -> path.replaceAll("^targets\\.[^.]+/[^.]+\\.", "targets.*."))
                .collect(Collectors.toCollection(TreeSet::new));
        shown.add("reason"); // instead of the others where there is nothing to run: AutoImportHealthIndicatorTest

        compare("Health", shown);
    }

    @Test
    void everyMeterWithItsTags() {
        Set<String> meters = registry.getMeters().stream()
                .map(meter -> meter.getId())
                .filter(id -> id.getName().startsWith("auto_import"))
                .map(id -> id.getName()
                        + id.getTags().stream()
                                .map(tag -> tag.getKey())
                                .sorted()
                                .collect(Collectors.joining(",", "{", "}")))
                .map(name -> name.replace("{}", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        compare("Meters", meters);
    }

    @Test
    void everySpanWithItsAttributes() {
        Set<String> attributes = new TreeSet<>();
        for (SpanData span : spans()) {
            String name = span.getName().startsWith("Ec2.") ? "Ec2.*" : span.getName();
            span.getAttributes().asMap().keySet().stream()
                    .map(AttributeKey::getKey)
                    .forEach(key -> attributes.add(name + " " + key));
        }

        compare("Spans", attributes);
    }

    @Test
    void everyFieldOfTheLog() {
        Set<String> fields = LINES.stream()
                .map(ILoggingEvent::getKeyValuePairs)
                .filter(pairs -> pairs != null)
                .flatMap(pairs -> pairs.stream())
                .map(pair -> pair.key)
                .collect(Collectors.toCollection(TreeSet::new));

        compare("Log fields", fields);
    }
}
