package io.autoimport.spring.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Every complete example of docs/testing.md is compiled, and what is a test there is run. */
class TestingDocumentationTest {

    private static final String PAGE = "testing.md";

    /** What the reader has, and the page does not show: an application, on a class path that is smaller than that here. */
    private static final DocumentedJava APPLICATION = new DocumentedJava("LabApplication", """
            import org.springframework.boot.SpringBootConfiguration;
            import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

            @SpringBootConfiguration
            @EnableAutoConfiguration
            class LabApplication {}
            """);

    private static final Map<String, String> RESOURCES =
            Map.of("application-default.properties", "db-scheduler.enabled=false\njobrunr.database.type=mem\n");

    @TempDir
    private Path folder;

    @Test
    void everyExampleOfThePageWorks() throws IOException {
        CompiledExamples examples = new CompiledExamples(folder);
        List<DocumentedJava> shown = DocumentedJava.on(PAGE);
        List<DocumentedJava> all = new ArrayList<>(shown);
        all.add(APPLICATION);
        all.add(DocumentedJava.on("extending.md", "DeviceRepository"));
        examples.compile(all);
        examples.addResource(
                "application.yml", DocumentedJava.blocks(PAGE, "yaml").get(0));
        for (Map.Entry<String, String> resource : RESOURCES.entrySet()) {
            examples.addResource(resource.getKey(), resource.getValue());
        }

        try (URLClassLoader loader = examples.loader()) {
            List<? extends Class<?>> tests = shown.stream()
                    .map(example -> CompiledExamples.load(loader, example))
                    .filter(TestingDocumentationTest::hasTests)
                    .toList();

            TestExecutionSummary summary = run(tests, loader);

            assertThat(tests).as("tests on the page").hasSizeGreaterThanOrEqualTo(5);
            assertThat(summary.getFailures()).extracting(Failure::getException).isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(tests.size());
        }
    }

    @Test
    void aCompleteTestHasFifteenLinesAtMost() throws IOException {
        Stream<String> lines = DocumentedJava.on(PAGE, "MyImportTest")
                .source()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import "));

        assertThat(lines).hasSizeLessThanOrEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulator.md", "extending.md", "moving-from-python.md"})
    void everyExampleCompilesOf(String page) throws IOException {
        List<DocumentedJava> examples = DocumentedJava.on(page);

        assertThat(examples).isNotEmpty();
        new CompiledExamples(folder).compile(examples);
    }

    private static boolean hasTests(Class<?> type) {
        return !AnnotationSupport.findAnnotatedMethods(type, Test.class, HierarchyTraversalMode.TOP_DOWN)
                .isEmpty();
    }

    // Spring and JUnit look for classes and resources by the thread's class loader.
    private static TestExecutionSummary run(List<? extends Class<?>> tests, ClassLoader loader) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(tests.stream().map(type -> selectClass(type)).toList())
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            LauncherFactory.create().execute(request, listener);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        return listener.getSummary();
    }
}
