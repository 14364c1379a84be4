package io.autoimport.spring.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for those who move over says what {@link ReferenceTest} tests, row by row: nothing is missing, nothing is too much. */
class ReferenceDocumentationTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^|]+)` \\| (.+) \\|$");

    /** The rows of the table right below a heading: their cells, of which the first is code. */
    private static List<List<String>> rows(String heading) throws IOException {
        String page = Files.readString(DOCS.resolve("moving-from-python.md"));
        Matcher section = Pattern.compile("(?ms)^#+ " + Pattern.quote(heading) + "\\n(.*?)(?=^#+ |\\z)")
                .matcher(page);
        assertThat(section.find()).as(heading).isTrue();
        List<List<String>> rows = new ArrayList<>();
        Matcher row = ROW.matcher(section.group(1));
        while (row.find()) {
            List<String> cells = new ArrayList<>(List.of(row.group(1)));
            cells.addAll(List.of(row.group(2).split(" \\| ")));
            assertThat(cells).as("every cell says something").noneMatch(String::isBlank);
            rows.add(cells);
        }
        return rows;
    }

    private static List<String> subjects(String heading) throws IOException {
        return rows(heading).stream().map(cells -> cells.get(0)).toList();
    }

    @Test
    void everyVariableWithItsPropertyAndItsDefault() throws IOException {
        Map<String, String> documented = ReferenceWords.variables(ReferenceWords.CONFIGURATION);
        List<List<String>> expected = ReferenceWords.variableNames().stream()
                .map(name -> List.of(
                        name,
                        "`" + propertyOf(name) + "`",
                        // The last one has none: what the old documentation shows is an example.
                        name.endsWith("_AMI_NAME") ? "–" : "`" + documented.get(name) + "`"))
                .toList();

        assertThat(rows("Environment variables").stream().map(cells -> cells.subList(0, 3)))
                .containsExactlyElementsOf(expected);
    }

    private static String propertyOf(String variable) {
        String key = variable.substring("AUTO_IMPORT_WORKERS_".length());
        return "auto-import.workers." + key.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Test
    void everyKeyOfTheDictionaryInItsOrder() throws IOException {
        assertThat(subjects("Return values")).isEqualTo(ReferenceWords.RESULT_KEYS);
    }

    @Test
    void everyStatus() throws IOException {
        assertThat(subjects("Statuses"))
                .containsAll(ReferenceWords.STATUSES)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(JobStatus.values()).map(JobStatus::code).toList());
    }

    @Test
    void everyLogLine() throws IOException {
        assertThat(subjects("Log lines")).isEqualTo(ReferenceWords.LOG_LINES);
    }

    @Test
    void everyAttributeOfTheSpan() throws IOException {
        assertThat(subjects("Span")).isEqualTo(ReferenceWords.ATTRIBUTES);
    }

    @Test
    void everyEvent() throws IOException {
        try (Stream<Path> schemas = Files.list(DOCS.resolve("events"))) {
            assertThat(subjects("Events"))
                    .containsExactlyInAnyOrderElementsOf(
                            schemas.map(path -> path.getFileName().toString())
                                    .map(name -> name.replace(".schema.json", ""))
                                    .collect(Collectors.toList()));
        }
    }
}
