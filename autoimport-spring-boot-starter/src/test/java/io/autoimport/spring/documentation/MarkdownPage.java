package io.autoimport.spring.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, as GitHub shows it. */
record MarkdownPage(Path file, String text) {

    /** The root of the repository: tests run in the directory of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");

    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)[^\\n]*\\n(.*?)^ *```\\s*?$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*?) *#*$");
    private static final Pattern LINK =
            Pattern.compile("\\[[^\\[\\]]*(?:\\[[^\\]]*][^\\[\\]]*)*]\\(([^)\\s]*)(?: \"[^\"]*\")?\\)");
    private static final Pattern AUTOLINK = Pattern.compile("<(https?:[^>]+)>");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_ -]");

    /** A fenced block: what language it says it is in, and its lines. */
    record Block(String language, String text) {}

    static MarkdownPage read(Path file) {
        try {
            return new MarkdownPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page, by its path from the root. */
    static MarkdownPage of(String path) {
        return read(ROOT.resolve(path));
    }

    /** All pages of the repository. */
    static List<MarkdownPage> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.iterate(file, path -> !path.equals(ROOT), Path::getParent)
                            .noneMatch(
                                    path -> NOT_OURS.contains(path.getFileName().toString())))
                    .sorted()
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its path from the root. */
    String name() {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    List<Block> blocks() {
        return FENCE.matcher(text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    /** What is set as code within the text, on one line each, blocks left out. */
    List<String> codeSpans() {
        return spansIn(prose());
    }

    static List<String> spansIn(String markdown) {
        return CODE.matcher(markdown)
                .results()
                .map(span -> span.group(1).replaceAll("\\s+", " ").strip())
                .toList();
    }

    /** Where its links lead. */
    List<String> links() {
        String prose = CODE.matcher(prose()).replaceAll("code");
        return Stream.of(LINK, AUTOLINK)
                .flatMap(pattern -> pattern.matcher(prose).results())
                .map(link -> link.group(1))
                .toList();
    }

    /** Where links into it can lead. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        Matcher heading = HEADING.matcher(prose());
        while (heading.find()) {
            String anchor = anchorOf(heading.group(1));
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    private static String anchorOf(String heading) {
        String shown = heading.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1").strip();
        return NOT_IN_ANCHORS
                .matcher(shown.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }

    /** The first cells of all tables whose first column is headed by one of these. */
    List<String> firstCells(Set<String> headers) {
        List<String> cells = new ArrayList<>();
        boolean wanted = false;
        boolean inTable = false;
        for (String line : prose().split("\n", -1)) {
            if (!line.startsWith("|")) {
                inTable = false;
            } else if (!inTable) {
                inTable = true;
                wanted = headers.contains(firstCell(line));
            } else if (wanted && !line.startsWith("|---")) {
                cells.add(firstCell(line));
            }
        }
        return cells;
    }

    private static String firstCell(String row) {
        return row.substring(1, row.indexOf('|', 1)).strip();
    }

    private String prose() {
        return FENCE.matcher(text).replaceAll("");
    }

    /** All matches of something in the whole text, blocks included. */
    List<String> mentions(Pattern pattern) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    @Override
    public String toString() {
        return name();
    }
}
