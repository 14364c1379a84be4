package io.autoimport.spring.documentation;

import io.autoimport.spring.documentation.PropertyMetadata.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tables of a page that list properties. Name, default and meaning come from the metadata; the order is that of
 * the page, and what the page lacks comes last.
 *
 * <p>Such a table is between the lines {@code <!-- properties of <prefix> -->} and {@code <!-- end of properties -->}.
 */
final class PropertyTables {

    private static final Pattern TABLE = Pattern.compile(
            "(<!-- properties of (\\S+) -->\\n\\n)(\\|[^\\n]*\\n\\|[-|]+\\n)(.*?)(\\n<!-- end of properties -->)",
            Pattern.DOTALL);

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)`");

    /** What is set as code: in single quotes, since the metadata knows no markup. */
    private static final Pattern QUOTED = Pattern.compile("(?<!\\w)'([^']+)'(?!\\w)");

    /** The page says it once for all of them. */
    private static final String SECONDS = " A plain number is seconds.";

    /** What only the page can say: where to read on, and what Spring Boot's own descriptions leave out. */
    private static final Map<String, String> FURTHER = Map.ofEntries(
            Map.entry("auto-import.workers.ami-name", "See [how it matches](#how-an-ami-name-matches)"),
            Map.entry("auto-import.workers.ami-ids", "See [AMI owners](#ami-owners)"),
            Map.entry("auto-import.workers.allow-any-ami-owner", "See [AMI owners](#ami-owners)"),
            Map.entry(
                    "auto-import.workers.include-deregistered-images",
                    "See [AMIs that are gone](fleet.md#amis-that-are-gone)"),
            Map.entry("auto-import.workers.tags", "See [tags](#tags)"),
            Map.entry(
                    "auto-import.workers.role-arn",
                    "See [roles](#roles-in-other-accounts) and [credentials](#credentials)"),
            Map.entry("auto-import.workers.dry-run", "See [the plan](fleet.md#the-plan)"),
            Map.entry("auto-import.workers.preflight", "See [permissions](iam.md#what-is-missing)"),
            Map.entry("auto-import.workers.scan", "See [only what is new](fleet.md#only-what-is-new)"),
            Map.entry("auto-import.workers.sources", "See [Sources](#sources)"),
            Map.entry(
                    "auto-import.workers.reconcile.missing", "See [workers that vanish](fleet.md#workers-that-vanish)"),
            Map.entry("auto-import.workers.aws.endpoint", "See [endpoints](#endpoints)"),
            Map.entry("auto-import.workers.aws.sts-endpoint", "See [endpoints](#endpoints)"),
            Map.entry("auto-import.jobs.scheduler", "See [the schedulers](scheduling.md#the-schedulers)"),
            Map.entry("auto-import.jobs.store", "See [the job store](scheduling.md#the-job-store)"),
            Map.entry("auto-import.jobs.lock-lease", "See [the lock](scheduling.md#the-lock)"),
            Map.entry("auto-import.events.cloudevents.outbox.max-size", "See [what waits](events.md#what-waits)"),
            Map.entry("management.endpoint.autoimport.access", "`read-only` allows no run; `none` nothing"));

    private final Map<String, Property> properties;

    PropertyTables(Map<String, Property> properties) {
        this.properties = properties;
    }

    /** The prefixes whose tables there are. */
    static List<String> prefixesIn(String page) {
        return TABLE.matcher(page).results().map(table -> table.group(2)).toList();
    }

    /** The page with its tables as they should be. */
    String written(String page) {
        return TABLE.matcher(page)
                .replaceAll(table -> Matcher.quoteReplacement(
                        table.group(1) + table.group(3) + rows(table.group(2) + ".", table.group(4)) + table.group(5)));
    }

    private String rows(String prefix, String before) {
        List<String> names = new ArrayList<>();
        ROW.matcher(before).results().map(row -> row.group(1)).forEach(names::add);
        properties.values().stream()
                .filter(property -> property.name().startsWith(prefix))
                .map(property -> keyOf(property, prefix))
                .filter(key -> !names.contains(key))
                .forEach(names::add);
        StringBuilder rows = new StringBuilder();
        for (String name : names) {
            @Nullable Property property = properties.get(prefix + name.replaceAll("\\.<.*", ""));
            if (property != null && keyOf(property, prefix).equals(name)) {
                rows.append(row(name, property));
            }
        }
        return rows.toString();
    }

    private static String keyOf(Property property, String prefix) {
        String key = property.name().substring(prefix.length());
        if (!property.type().startsWith("java.util.Map")) {
            return key;
        }
        return key + (property.type().endsWith("String>") ? ".<key>" : ".<name>.*");
    }

    private static String row(String name, Property property) {
        String value = property.defaultValue() == null ? "–" : "`" + property.defaultValue() + "`";
        return "| `" + name + "` | " + value + " | " + meaningOf(property) + " |\n";
    }

    private static String meaningOf(Property property) {
        String said =
                QUOTED.matcher(property.description().replace(SECONDS, "")).replaceAll("`$1`");
        @Nullable String further = FURTHER.get(property.name());
        return further == null ? said.replaceAll("\\.$", "") : said + " " + further;
    }

    /** The properties of which something is said that are in no table. */
    static List<String> furtherNames() {
        return FURTHER.keySet().stream().sorted().toList();
    }
}
