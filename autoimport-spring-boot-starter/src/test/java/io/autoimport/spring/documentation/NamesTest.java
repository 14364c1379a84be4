package io.autoimport.spring.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Explanation.Decision;
import io.autoimport.spring.documentation.MarkdownPage.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Classes and properties that the documentation names are there. */
class NamesTest {

    private static final Set<String> PROPERTIES = PropertyMetadata.read().keySet();

    /** Variables that are refused, and therefore named. */
    private static final String REFUSED = "AUTO_IMPORT_WORKERS_(TAGS|SOURCES)_.*";

    private static final Pattern CLASS = Pattern.compile("\\bio(?:\\.[a-z][a-z0-9]*)+\\.[A-Z]\\w+");
    private static final Pattern PROPERTY =
            Pattern.compile("\\b(?:auto-import|management\\.endpoint\\.autoimport)(?:\\.[a-z][a-z-]*[a-z])+");
    private static final Pattern VARIABLE = Pattern.compile("\\bAUTO_IMPORT_[A-Z_]*[A-Z]\\b");

    @TestFactory
    Stream<DynamicTest> eachClassIsThereThatIsNamedIn() {
        Set<String> classes = classes();
        Set<String> simpleNames = classes.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        return pages(page -> {
            assertThat(page.mentions(CLASS).stream().filter(name -> name.startsWith("io.autoimport.")))
                    .isSubsetOf(classes);
            assertThat(page.codeSpans().stream().filter(span -> span.matches("[A-Z]\\w+Test")))
                    .isSubsetOf(simpleNames);
        });
    }

    @TestFactory
    Stream<DynamicTest> eachPropertyIsThereThatIsNamedIn() {
        return pages(page -> assertThat(page.mentions(PROPERTY))
                .allSatisfy(name -> assertThat(PROPERTIES)
                        .as(name)
                        .anyMatch(property -> property.equals(name)
                                || property.startsWith(name + ".")
                                || name.startsWith(property + "."))));
    }

    @TestFactory
    Stream<DynamicTest> eachPropertyIsThereThatIsSetInYamlIn() {
        return pages(page -> assertThat(page.blocks().stream()
                        .filter(block -> block.language().equals("yaml"))
                        .flatMap(NamesTest::keysOf)
                        .filter(name -> name.startsWith("auto-import.")))
                .allSatisfy(name -> assertThat(PROPERTIES)
                        .as(name)
                        .anyMatch(property -> property.equals(name.replaceAll("\\[\\d+]$", ""))
                                || (name.startsWith(property) && name.matches(".*\\.(tags|sources)[.\\[].*")))));
    }

    @TestFactory
    Stream<DynamicTest> eachVariableStandsForAPropertyThatIsNamedIn() {
        Set<String> variables = PROPERTIES.stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .collect(Collectors.toSet());
        return pages(page -> assertThat(page.mentions(VARIABLE).stream().filter(name -> !name.matches(REFUSED)))
                .allSatisfy(name -> assertThat(variables).as(name).anyMatch(variable -> variable.startsWith(name))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/observability.md",
                "autoimport-spring-boot-starter/src/main/java/io/autoimport/spring/workers/ExplanationDescriptor.java"
            })
    void eachDecisionIsNamedWhereTheAnswersAreDescribed(String file) throws IOException {
        Set<String> words = Pattern.compile("\\W+")
                .splitAsStream(Files.readString(MarkdownPage.ROOT.resolve(file)))
                .collect(Collectors.toSet());

        assertThat(Stream.of(Decision.values()).map(Decision::name)).isSubsetOf(words);
    }

    private static Stream<DynamicTest> pages(java.util.function.Consumer<MarkdownPage> check) {
        return MarkdownPage.all().stream().map(page -> DynamicTest.dynamicTest(page.name(), () -> check.accept(page)));
    }

    private static Stream<String> keysOf(Block yaml) {
        try {
            return new YamlPropertySourceLoader()
                    .load("yaml", new ByteArrayResource(yaml.text().getBytes(StandardCharsets.UTF_8))).stream()
                            .map(source -> (EnumerablePropertySource<?>) source)
                            .flatMap(source -> Arrays.stream(source.getPropertyNames()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of all modules, tests included, by the places of their files. */
    private static Set<String> classes() {
        try (Stream<Path> files = Files.walk(MarkdownPage.ROOT)) {
            return files.map(file ->
                            MarkdownPage.ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.matches("[^/]+/src/(main|test)/java/.*\\.java"))
                    .map(file -> file.replaceAll("^[^/]+/src/\\w+/java/|\\.java$", "")
                            .replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
