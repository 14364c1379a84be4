package io.autoimport.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation says a host gets is what it gets: a dependency that slips in fails the build. */
class FootprintDocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "dependencies.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    @Test
    void theStarterBringsWhatThePageLists() throws IOException {
        assertThat(Footprint.read())
                .extracting(Footprint.Artifact::name)
                .containsExactlyInAnyOrderElementsOf(rows("What the starter brings"));
    }

    @Test
    void theStarterUsesWhereTheHostHasItWhatThePageLists() throws IOException {
        assertThat(PublishedModule.starter().pom().dependencies())
                .filteredOn(Pom.Dependency::optional)
                .extracting(Pom.Dependency::name)
                .containsExactlyInAnyOrderElementsOf(rows("What the starter uses if you have it"));
    }

    private static List<String> rows(String title) throws IOException {
        String page = Files.readString(PAGE);
        String heading = "## " + title + "\n";
        assertThat(page).contains(heading);
        String section =
                page.substring(page.indexOf(heading) + heading.length()).split("\n## ", 2)[0];
        return ROW.matcher(section).results().map(row -> row.group(1)).toList();
    }
}
