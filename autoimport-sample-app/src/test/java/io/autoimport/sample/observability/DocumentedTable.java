package io.autoimport.sample.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of a page of the documentation. */
final class DocumentedTable {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(.*)\\|$");

    private DocumentedTable() {}

    /** A page, by its name in docs. */
    record Page(String text) {

        static Page read(String name) {
            try {
                return new Page(Files.readString(Path.of("..", "docs", name)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What the rows of the table below this heading are about: the first cell of each, and the rest of the row is not empty. */
        Set<String> rows(String heading) {
            Matcher section = Pattern.compile("(?ms)^#+ " + Pattern.quote(heading) + "\\n(.*?)(?=^#|\\z)")
                    .matcher(text);
            if (!section.find()) {
                throw new IllegalStateException("There is no heading '" + heading + "'");
            }
            Set<String> rows = new LinkedHashSet<>();
            Matcher row = ROW.matcher(section.group(1));
            while (row.find()) {
                if (row.group(2).isBlank() || !rows.add(row.group(1))) {
                    throw new IllegalStateException("Said twice, or nothing: " + row.group());
                }
            }
            return rows;
        }
    }
}
