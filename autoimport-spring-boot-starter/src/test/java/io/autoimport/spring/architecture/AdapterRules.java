package io.autoimport.spring.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.stereotype.Component;

/** The rules for what surrounds the core, below any root package: the real one, and that of the deliberate violations. */
final class AdapterRules {

    // jobs, lock, outbox, properties, transaction and workers are common ground.
    private static final List<String> SPRING_ADAPTERS = List.of(
            "actuator",
            "aws",
            "cloudevents",
            "dbscheduler",
            "events",
            "jdbc",
            "jobrunr",
            "micrometer",
            "mongodb",
            "quartz",
            "redis",
            "scheduling",
            "telemetry");

    private final String root;

    AdapterRules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("the AWS adapter knows ports, values and the SDK", awsAdapter());
        rules.put("an adapter knows no other adapter", adaptersAreStrangers());
        rules.put("the SDK is touched by one class of the starter", oneClassTouchesTheSdk());
        rules.put(
                "JDBC stays in its package",
                staysInItsPackage(
                        "jdbc", "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql.."));
        rules.put(
                "MongoDB stays in its package",
                staysInItsPackage("mongodb", "com.mongodb..", "org.bson..", "org.springframework.data.mongodb.."));
        rules.put("Redis stays in its package", staysInItsPackage("redis", "org.springframework.data.redis.."));
        rules.put("Micrometer stays in its package", staysInItsPackage("micrometer", "io.micrometer.."));
        rules.put("CloudEvents stay in their package", staysInItsPackage("cloudevents", "io.cloudevents.."));
        rules.put("autoconfigurations are final and named so", autoConfigurations());
        rules.put("every bean backs off to the host's", beansBackOff());
        rules.put("no bean schedules for the host", noSchedulerBeans());
        rules.put("nothing is scanned or switched on for the host", nothingIsSwitchedOn());
        rules.put("the global OpenTelemetry is not touched", noGlobalOpenTelemetry());
        return rules;
    }

    ArchRule awsAdapter() {
        return classes()
                .that()
                .resideInAPackage(root + ".aws..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations..",
                        root + ".aws..",
                        "io.autoimport.core.model..",
                        "io.autoimport.core.spi..",
                        "io.opentelemetry.api..",
                        "io.opentelemetry.context..",
                        "javax.xml.stream..",
                        "software.amazon.awssdk..");
    }

    ArchRule adaptersAreStrangers() {
        return classes()
                .that()
                .resideInAnyPackage(SPRING_ADAPTERS.stream().map(this::adapter).toArray(String[]::new))
                .should(new KnowNoOtherAdapter(root + ".spring.", SPRING_ADAPTERS));
    }

    private String adapter(String name) {
        return root + ".spring." + name + "..";
    }

    ArchRule oneClassTouchesTheSdk() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".spring..")
                .and()
                .doNotHaveSimpleName("Ec2InstanceDiscoveryFactory")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..");
    }

    private ArchRule staysInItsPackage(String adapter, String... technology) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".spring..")
                .and()
                .resideOutsideOfPackage(adapter(adapter))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology);
    }

    ArchRule autoConfigurations() {
        return classes()
                .that()
                .resideInAPackage(root + ".spring..")
                .and()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .haveSimpleNameEndingWith("AutoConfiguration")
                .andShould()
                .haveModifier(JavaModifier.FINAL);
    }

    ArchRule beansBackOff() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + ".spring..")
                .and()
                .areAnnotatedWith(Bean.class)
                .and(describe("make something to be replaced", AdapterRules::makesSomethingToReplace))
                .should()
                .beAnnotatedWith(ConditionalOnMissingBean.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(ConditionalOnMissingBean.class);
    }

    // These two are of no use to anybody else, and are switched off by their own properties.
    private static boolean makesSomethingToReplace(JavaMethod method) {
        JavaClass type = method.getRawReturnType();
        return !type.isAssignableTo(DataSourceScriptDatabaseInitializer.class)
                && !type.isEquivalentTo(SmartInitializingSingleton.class);
    }

    ArchRule noSchedulerBeans() {
        return noMethods()
                .that()
                .areAnnotatedWith(Bean.class)
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + ".spring..")
                .should()
                .haveRawReturnType(describe(
                        "schedulers and executors",
                        type -> type.isAssignableTo(TaskScheduler.class)
                                || type.isAssignableTo(ExecutorService.class)));
    }

    ArchRule nothingIsSwitchedOn() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".spring..")
                .should()
                .beAnnotatedWith(EnableScheduling.class)
                .orShould()
                .beAnnotatedWith(ComponentScan.class)
                .orShould()
                .beAnnotatedWith(Component.class);
    }

    ArchRule noGlobalOpenTelemetry() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".spring..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.opentelemetry.api.GlobalOpenTelemetry");
    }
}
