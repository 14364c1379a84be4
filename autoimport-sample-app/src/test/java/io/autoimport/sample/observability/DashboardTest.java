package io.autoimport.sample.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboard and alerts ask for nothing that Prometheus would not find here. */
class DashboardTest extends ObservedApplication {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(auto_import\\w+)(?:\\{([^}]*)})? ");
    private static final Pattern METER = Pattern.compile("(auto_import\\w+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

    /** What a scrape shows: the labels of each meter. What Prometheus itself adds is the job. */
    private Map<String, Set<String>> scraped() {
        Map<String, Set<String>> meters = new HashMap<>();
        Matcher sample = SAMPLE.matcher(text("/actuator/prometheus"));
        while (sample.find()) {
            Set<String> labels = meters.computeIfAbsent(sample.group(1), name -> new TreeSet<>(Set.of("job")));
            labels.addAll(labelsOf(sample.group(2)));
        }
        return meters;
    }

    private static Set<String> labelsOf(String braces) {
        Set<String> labels = new TreeSet<>();
        Matcher label = LABEL.matcher(braces == null ? "" : braces);
        while (label.find()) {
            labels.add(label.group(1));
        }
        return labels;
    }

    private void checkAll(List<String> expressions) {
        Map<String, Set<String>> scraped = scraped();
        for (String expression : expressions) {
            Set<String> offered = new TreeSet<>();
            Matcher meter = METER.matcher(expression);
            while (meter.find()) {
                assertThat(scraped).as(expression).containsKey(meter.group(1));
                assertThat(scraped.get(meter.group(1))).as(expression).containsAll(labelsOf(meter.group(2)));
                offered.addAll(scraped.get(meter.group(1)));
            }
            assertThat(offered).as("no meter in " + expression).isNotEmpty();
            Matcher by = BY.matcher(expression);
            while (by.find()) {
                assertThat(offered).as(expression).contains(by.group(1).split(", "));
            }
        }
    }

    @Test
    void theDashboardShowsWhatThereIs() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DOCS.resolve("grafana/autoimport.json")));
        List<String> expressions = new ArrayList<>();
        dashboard
                .get("panels")
                .forEach(panel -> panel.get("targets")
                        .forEach(target -> expressions.add(target.get("expr").asString())));

        assertThat(expressions).hasSizeGreaterThanOrEqualTo(9);
        checkAll(expressions);
    }

    @Test
    void theAlertsWatchWhatThereIs() throws IOException {
        Map<String, List<Map<String, Object>>> rules =
                new Yaml().load(Files.readString(DOCS.resolve("prometheus/autoimport-rules.yml")));
        List<String> expressions = new ArrayList<>();
        for (Map<String, Object> group : rules.get("groups")) {
            for (Object rule : (List<?>) group.get("rules")) {
                Map<?, ?> alert = (Map<?, ?>) rule;
                assertThat(alert.keySet()).map(String::valueOf).contains("alert", "expr", "labels", "annotations");
                expressions.add(String.valueOf(alert.get("expr")));
            }
        }

        assertThat(expressions).hasSize(5);
        checkAll(expressions);
    }

    @Test
    void everyMeterIsOnTheDashboard() throws IOException {
        String dashboard = Files.readString(DOCS.resolve("grafana/autoimport.json"));

        assertThat(scraped().keySet())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(dashboard).contains(meter));
    }
}
