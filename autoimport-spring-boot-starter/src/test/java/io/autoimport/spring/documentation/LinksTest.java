package io.autoimport.spring.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A reader who follows a link arrives. What is outside of the repository is not asked: tests have no network. */
class LinksTest {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

    @TestFactory
    Stream<DynamicTest> eachLinkLeadsSomewhereIn() {
        return MarkdownPage.all().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.name(), () -> assertThat(broken(page)).isEmpty()));
    }

    @Test
    void thereIsAWayFromTheIndexToEachPageOfTheDocumentation() {
        MarkdownPage index = MarkdownPage.of("docs/README.md");
        Set<Path> linked = index.links().stream()
                .filter(link -> !link.contains(":"))
                .map(link -> resolve(index, link))
                .collect(Collectors.toSet());

        assertThat(MarkdownPage.all().stream()
                        .map(MarkdownPage::file)
                        .filter(file -> file.startsWith(MarkdownPage.ROOT.resolve("docs")))
                        .filter(file -> !file.equals(index.file())))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(linked).contains(page));
    }

    @Test
    void whatLeadsNowhereIsNoticed() {
        MarkdownPage page = new MarkdownPage(MarkdownPage.ROOT.resolve("docs/some.md"), """
                # A title, with `code` & signs
                ## Twice
                ## Twice
                [right](README.md), [right](#a-title-with-code--signs), [the second](#twice-1), [`code`](../README.md#see-it-run)
                `[no](link.md)`, [case](readme.md), [gone](gone.md), [no such](#here), [nor there](../README.md#nowhere)
                [plain](http://example.org/), [outside](../../etc), <https://>, [this machine](http://127.0.0.1:8080)
                ```yaml
                [not](a-link.md)
                ```
                """);

        assertThat(broken(page))
                .extracting(problem -> problem.substring(0, problem.indexOf(':' + " ")))
                .containsExactlyInAnyOrder(
                        "readme.md",
                        "gone.md",
                        "#here",
                        "../README.md#nowhere",
                        "http://example.org/",
                        "../../etc",
                        "https://");
    }

    private static List<String> broken(MarkdownPage page) {
        Function<String, Optional<String>> check = link -> problemOf(page, link).map(problem -> link + ": " + problem);
        return page.links().stream().map(check).flatMap(Optional::stream).toList();
    }

    private static Optional<String> problemOf(MarkdownPage page, String link) {
        if (link.matches("[a-z]+:.*")) {
            return isGoodUrl(link) ? Optional.empty() : Optional.of("no https URL");
        }
        Path file = resolve(page, link);
        if (!file.equals(page.file()) && !isThere(file)) {
            return Optional.of("no such file");
        }
        if (!link.contains("#") || !file.toString().endsWith(".md")) {
            return Optional.empty();
        }
        MarkdownPage target = file.equals(page.file()) ? page : MarkdownPage.read(file);
        String anchor = link.substring(link.indexOf('#') + 1);
        return target.anchors().contains(anchor) ? Optional.empty() : Optional.of("no such heading");
    }

    private static Path resolve(MarkdownPage page, String link) {
        String path = link.replaceAll("#.*", "");
        return path.isEmpty()
                ? page.file()
                : Objects.requireNonNull(page.file().getParent()).resolve(path).normalize();
    }

    // As it is spelt: GitHub tells upper case from lower case, also for somebody whose machine does not.
    private static boolean isThere(Path file) {
        try {
            return file.startsWith(MarkdownPage.ROOT)
                    && Files.exists(file)
                    && file.toRealPath()
                            .equals(MarkdownPage.ROOT.toRealPath().resolve(MarkdownPage.ROOT.relativize(file)));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isGoodUrl(String link) {
        try {
            URI url = new URI(link);
            return url.getHost() != null && ("https".equals(url.getScheme()) || THIS_MACHINE.contains(url.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
