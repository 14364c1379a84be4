package io.autoimport.spring.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation says of the matrix is what is tested. */
class FaultMatrixDocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "reliability.md");

    @Test
    void thePageShowsEachCell() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table());
    }

    @Test
    void thePageSaysWhyACellIsEmpty() throws IOException {
        assertThat(Files.readString(PAGE)).contains(reasons());
    }

    private static String table() {
        String points = Stream.of(Point.values()).map(Point::title).collect(Collectors.joining(" | "));
        String rule = "|---".repeat(Point.values().length + 1) + "|";
        String rows = Stream.of(FaultKind.values())
                .map(FaultMatrixDocumentationTest::row)
                .collect(Collectors.joining("\n"));
        return "| fault | " + points + " |\n" + rule + "\n" + rows + "\n";
    }

    private static String row(FaultKind kind) {
        return Stream.of(Point.values())
                .map(point -> kind.cells().containsKey(point)
                        ? kind.cells().get(point).title()
                        : "–")
                .collect(Collectors.joining(" | ", "| " + kind.title() + " | ", " |"));
    }

    private static String reasons() {
        return Stream.of(FaultKind.values())
                .filter(kind -> !kind.whyNotElsewhere().isEmpty())
                .map(kind -> "- " + kind.title() + ": " + kind.whyNotElsewhere() + "\n")
                .collect(Collectors.joining());
    }
}
