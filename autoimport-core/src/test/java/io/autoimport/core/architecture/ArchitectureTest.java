package io.autoimport.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** The core keeps the rules, and each rule notices its violation. */
class ArchitectureTest {

    private static final String CORE = "io.autoimport.core";
    private static final String FIXTURE = "io.autoimport.fixture";
    private static final String NOWHERE = "io.autoimport.nowhere";

    /** Which classes of the fixture each rule must find, all of them and no other. */
    private static final Map<String, Set<String>> VIOLATIONS = Map.ofEntries(
            Map.entry("model", Set.of("ModelThatLogs")),
            Map.entry("event", Set.of("EventThatKnowsAPort")),
            Map.entry("spi", Set.of("PortThatKnowsACommand")),
            Map.entry("telemetry", Set.of("ListenerThatKnowsAPort")),
            Map.entry("command", Set.of("CommandThatKnowsAJob")),
            Map.entry("job", Set.of("JobThatKnowsAnAdapter")),
            Map.entry("memory", Set.of("AdapterThatKnowsACommand")),
            Map.entry("noCycles", Set.of("CommandThatKnowsAJob", "JobThatKnowsAnAdapter", "AdapterThatKnowsACommand")),
            Map.entry("timeComesFromAClock", Set.of("JobWithAClockOfItsOwn")),
            Map.entry("nobodyPrints", Set.of("JobThatPrints")),
            Map.entry("noReflection", Set.of("JobThatReflects")),
            Map.entry("noStaticState", Set.of("JobWithStaticState")),
            Map.entry("noThreadLocal", Set.of("JobWithStaticState")),
            Map.entry("classesAreFinal", Set.of("JobOpenForExtension")),
            Map.entry("publicClassesAreInKnownPackages", Set.of("HelperInNoKnownPackage")));

    private static JavaClasses core() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(CORE);
    }

    private static JavaClasses fixture() {
        return new ClassFileImporter().importPackages(FIXTURE);
    }

    private static Stream<DynamicTest> eachRule(String root, ThrowingConsumer<Map.Entry<String, ArchRule>> test) {
        return new ArchitectureRules(root)
                .all().entrySet().stream().map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> test.accept(rule)));
    }

    @TestFactory
    Stream<DynamicTest> theCoreKeeps() {
        JavaClasses core = core();
        return eachRule(CORE, rule -> rule.getValue().check(core));
    }

    @TestFactory
    Stream<DynamicTest> aViolationIsNoticedOf() {
        JavaClasses fixture = fixture();
        return eachRule(FIXTURE, rule -> {
            Set<String> culprits = rule.getValue().evaluate(fixture).getFailureReport().getDetails().stream()
                    .flatMap(detail -> fixture.stream()
                            .map(javaClass -> javaClass.getName())
                            .filter(name -> culprit(detail, name)))
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(culprits)
                    .containsExactlyInAnyOrderElementsOf(VIOLATIONS.getOrDefault(rule.getKey(), Set.of("untested")));
        });
    }

    // The first class that a line of a report names is the one that did it.
    private static boolean culprit(String detail, String className) {
        return detail.lines()
                .anyMatch(line -> line.matches("\\W*(?:- )?(?:Class|Method|Constructor|Field|Static Initializer)?\\W*"
                        + Pattern.quote(className) + "(?!\\w).*"));
    }

    @Test
    void theClockIsMissedInEachOfItsForms() {
        assertThat(new ArchitectureRules(FIXTURE)
                        .timeComesFromAClock()
                        .evaluate(fixture())
                        .getFailureReport()
                        .getDetails())
                .hasSize(5)
                .noneMatch(detail -> detail.contains("rightly"));
    }

    @Test
    void printingIsNoticedInEachOfItsForms() {
        assertThat(new ArchitectureRules(FIXTURE)
                        .nobodyPrints()
                        .evaluate(fixture())
                        .getFailureReport()
                        .getDetails())
                .hasSize(3);
    }

    @TestFactory
    Stream<DynamicTest> whereThereIsNothingToCheckItFails() {
        JavaClasses nothing = new ClassFileImporter().importPackages(NOWHERE);
        assertThat(nothing).isEmpty();
        return eachRule(
                NOWHERE,
                rule -> assertThatThrownBy(() -> rule.getValue().check(nothing))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("failed to check any classes"));
    }

    @TestFactory
    Stream<DynamicTest> aLayerThatLostItsPackageFails() {
        JavaClasses core = core();
        Set<String> layers = Set.of("model", "event", "spi", "telemetry", "command", "job", "memory");
        return eachRule(
                        NOWHERE,
                        rule -> assertThatThrownBy(() -> rule.getValue().check(core))
                                .isInstanceOf(AssertionError.class))
                .filter(test -> layers.contains(test.getDisplayName()));
    }
}
