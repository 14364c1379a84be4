package io.autoimport.spring.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.FailureCause;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each message that the library can give is on the page for operators, and each message on that page can be given. */
class TroubleshootingPageTest {

    private static final MarkdownPage PAGE = MarkdownPage.of("docs/troubleshooting.md");

    private static final LibraryMessages LIBRARY = LibraryMessages.read();

    /** What heads a column of messages. */
    private static final Set<String> MESSAGES = Set.of("message", "reason", "warning", "summary");

    @Test
    void eachMessageOfTheSourcesIsOnThePage() {
        List<String> quoted = PAGE.codeSpans();
        TreeMap<String, String> missing = new TreeMap<>(LIBRARY.messages());
        missing.keySet().removeIf(message -> quoted.stream().anyMatch(span -> span.contains(message)));

        assertThat(LIBRARY.messages()).hasSizeGreaterThan(100);
        assertThat(missing)
                .as("messages that are not in docs/troubleshooting.md, and who says them")
                .isEmpty();
    }

    @Test
    void eachMessageOnThePageIsInTheSources() {
        List<Pattern> known = LIBRARY.texts().stream()
                .filter(text -> text.replace("…", "").length() >= 8)
                .map(TroubleshootingPageTest::patternOf)
                .toList();
        List<String> quoted = messagesOn(PAGE);

        assertThat(quoted).hasSizeGreaterThan(100);
        assertThat(quoted.stream()
                        .filter(message -> known.stream()
                                .noneMatch(text -> text.matcher(message).matches())))
                .as("messages that no source has")
                .isEmpty();
    }

    @Test
    void noMessageIsExplainedTwice() {
        assertThat(messagesOn(PAGE)).doesNotHaveDuplicates();
    }

    @Test
    void eachCauseOfAFailureIsExplained() {
        assertThat(spansUnder("cause"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(FailureCause.values()).map(FailureCause::name).toList());
    }

    @Test
    void eachCodeOfTheLibraryIsExplained() {
        assertThat(LIBRARY.codes()).contains("NoCredentials", "AnswerTooLarge", "RepeatedPageToken");
        assertThat(new TreeSet<>(spansUnder("code"))).isEqualTo(LIBRARY.codes());
    }

    @Test
    void eachSettingThatCanBeMissingIsExplained() {
        Set<String> settings = LIBRARY.texts().stream()
                .filter(text -> text.matches("auto_import_workers_(?!job|target|page)\\w+"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(settings).isNotEmpty();
        assertThat(PAGE.codeSpans())
                .containsAll(
                        settings.stream().map(name -> name + " not configured").toList());
    }

    private static List<String> messagesOn(MarkdownPage page) {
        return page.firstCells(MESSAGES).stream()
                .flatMap(cell -> MarkdownPage.spansIn(cell).stream())
                .toList();
    }

    private static List<String> spansUnder(String header) {
        return PAGE.firstCells(Set.of(header)).stream()
                .flatMap(cell -> MarkdownPage.spansIn(cell).stream())
                .toList();
    }

    private static Pattern patternOf(String text) {
        return Pattern.compile(
                Stream.of(text.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
