package io.autoimport.spring.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

/** The adapters keep the rules, and each rule notices its violation. */
class AdapterArchitectureTest {

    private static final String LIBRARY = "io.autoimport";
    private static final String FIXTURE = "io.autoimport.fixture";

    /** Which class of the fixture each rule must find. */
    private static final Map<String, String> VIOLATIONS = Map.ofEntries(
            entry("the AWS adapter knows ports, values and the SDK", "DiscoveryThatKnowsTheJob"),
            entry("an adapter knows no other adapter", "RepositoryThatKnowsAnotherAdapter"),
            entry("the SDK is touched by one class of the starter", "ConfigurationThatLoadsTheSdk"),
            entry("JDBC stays in its package", "JobThatAsksTheDatabase"),
            entry("MongoDB stays in its package", "JobThatAsksMongoDb"),
            entry("Redis stays in its package", "JobThatAsksRedis"),
            entry("Micrometer stays in its package", "JobThatCountsItself"),
            entry("CloudEvents stay in their package", "JobThatTellsACloudEvent"),
            entry("autoconfigurations are final and named so", "NotFinalAutoConfiguration"),
            entry("every bean backs off to the host's", "NotFinalAutoConfiguration"),
            entry("no bean schedules for the host", "NotFinalAutoConfiguration"),
            entry("nothing is scanned or switched on for the host", "SchedulingSwitchedOn"),
            entry("the global OpenTelemetry is not touched", "ListenerOnTheGlobalOpenTelemetry"));

    private static final JavaClasses LIBRARY_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(LIBRARY + ".aws", LIBRARY + ".spring");

    private static final JavaClasses FIXTURE_CLASSES = new ClassFileImporter().importPackages(FIXTURE);

    @TestFactory
    Stream<DynamicTest> theAdaptersKeep() {
        return new AdapterRules(LIBRARY)
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(LIBRARY_CLASSES)));
    }

    @TestFactory
    Stream<DynamicTest> aViolationIsNoticedOf() {
        return new AdapterRules(FIXTURE)
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(),
                                () -> assertThat(violationsOf(rule.getValue(), FIXTURE_CLASSES))
                                        .isNotEmpty()
                                        .allSatisfy(violation ->
                                                assertThat(violation).contains(VIOLATIONS.get(rule.getKey())))));
    }

    private static List<String> violationsOf(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    @TestFactory
    Stream<DynamicTest> noClassAtAllIsNoticedBy() {
        return new AdapterRules("io.autoimport.nowhere")
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(),
                                () -> assertThatThrownBy(() -> rule.getValue().check(LIBRARY_CLASSES))
                                        .isInstanceOf(AssertionError.class)));
    }

    @Test
    void everyAutoconfigurationIsRegisteredAndNothingElse() {
        List<String> registered = ImportCandidates.load(AutoConfiguration.class, null).getCandidates().stream()
                .filter(name -> name.startsWith(LIBRARY))
                .toList();

        assertThat(registered)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(LIBRARY_CLASSES.stream()
                        .filter(type -> type.isAnnotatedWith(AutoConfiguration.class))
                        .map(JavaClass::getName)
                        .toList());
    }
}
