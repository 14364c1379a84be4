package io.autoimport.core.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules, for the core below any root package: the real one, and the one with the deliberate violations. */
final class ArchitectureRules {

    private static final String[] EVERYWHERE = {"java..", "org.jspecify.annotations.."};
    private static final Set<String> LAYERS = Set.of("model", "event", "spi", "telemetry", "command", "job", "memory");

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    /** Every rule by its name. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("model", model());
        rules.put("event", event());
        rules.put("spi", spi());
        rules.put("telemetry", telemetry());
        rules.put("command", command());
        rules.put("job", job());
        rules.put("memory", memory());
        rules.put("noCycles", noCycles());
        rules.put("timeComesFromAClock", timeComesFromAClock());
        rules.put("nobodyPrints", nobodyPrints());
        rules.put("noReflection", noReflection());
        rules.put("noStaticState", noStaticState());
        rules.put("noThreadLocal", noThreadLocal());
        rules.put("classesAreFinal", classesAreFinal());
        rules.put("publicClassesAreInKnownPackages", publicClassesAreInKnownPackages());
        return rules;
    }

    ArchRule model() {
        return layer("model", List.of());
    }

    ArchRule event() {
        return layer("event", List.of("model"));
    }

    ArchRule spi() {
        return layer("spi", List.of("event", "model"));
    }

    ArchRule telemetry() {
        return layer("telemetry", List.of("model"), "org.slf4j..", "io.opentelemetry..");
    }

    ArchRule command() {
        return layer("command", List.of("spi", "event", "model", "telemetry"), "org.slf4j..", "jakarta.inject..");
    }

    ArchRule job() {
        return layer(
                "job", List.of("command", "spi", "event", "model", "telemetry"), "org.slf4j..", "jakarta.inject..");
    }

    ArchRule memory() {
        return layer("memory", List.of("spi", "telemetry", "model"));
    }

    private ArchRule layer(String name, List<String> layers, String... libraries) {
        List<String> allowed = new ArrayList<>(List.of(EVERYWHERE));
        allowed.add(root + "." + name + "..");
        layers.forEach(layer -> allowed.add(root + "." + layer + ".."));
        allowed.addAll(List.of(libraries));
        return classes()
                .that()
                .resideInAPackage(root + "." + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(new String[0]));
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    ArchRule timeComesFromAClock() {
        return noClasses().that(here()).should().callCodeUnitWhere(describe("reads the time of the machine", call -> {
            AccessTarget.CodeUnitCallTarget target = call.getTarget();
            JavaClass owner = target.getOwner();
            boolean now = owner.getPackageName().equals("java.time")
                    && target.getName().equals("now")
                    && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
            boolean system = owner.isEquivalentTo(System.class)
                    && Set.of("currentTimeMillis", "nanoTime").contains(target.getName());
            boolean clock = owner.isEquivalentTo(Clock.class)
                    && (target.getName().startsWith("system")
                            || target.getName().startsWith("tick"));
            boolean date = owner.isEquivalentTo(Date.class)
                    && target.getName().equals("<init>")
                    && target.getRawParameterTypes().isEmpty();
            return now || system || clock || date;
        }));
    }

    ArchRule nobodyPrints() {
        return noClasses()
                .that(here())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callCodeUnitWhere(named("printStackTrace"));
    }

    ArchRule noReflection() {
        return noClasses()
                .that(here())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.reflect..")
                .orShould()
                .callCodeUnitWhere(named("forName"));
    }

    private static DescribedPredicate<JavaCall<?>> named(String method) {
        return describe("calls " + method, call -> call.getTarget().getName().equals(method));
    }

    ArchRule noStaticState() {
        return fields().that()
                .areDeclaredInClassesThat(here())
                .and()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal();
    }

    ArchRule noThreadLocal() {
        return noClasses().that(here()).should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);
    }

    ArchRule classesAreFinal() {
        return classes()
                .that(here())
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(JavaModifier.FINAL);
    }

    ArchRule publicClassesAreInKnownPackages() {
        return classes().that(here()).and().arePublic().should(new InKnownPackage(root));
    }

    private DescribedPredicate<JavaClass> here() {
        return resideInAPackage(root + "..");
    }

    private static final class InKnownPackage extends ArchCondition<JavaClass> {
        private final String root;

        InKnownPackage(String root) {
            super("reside in one of the packages " + LAYERS + " of " + root);
            this.root = root;
        }

        @Override
        public void check(JavaClass javaClass, ConditionEvents events) {
            boolean known =
                    LAYERS.stream().anyMatch(layer -> javaClass.getPackageName().equals(root + "." + layer));
            events.add(new SimpleConditionEvent(
                    javaClass, known, javaClass.getName() + " resides in " + javaClass.getPackageName()));
        }
    }
}
