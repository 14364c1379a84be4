package io.autoimport.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

/** Each property reaches what it is about. */
class PropertiesAreUsedTest {

    private static void withProperties(Consumer<AutoImportSettings> check, String... properties) {
        ApplicationContextRunner host = new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withPropertyValues("auto-import.workers.enabled=true");
        for (String property : properties) {
            host = host.withPropertyValues("auto-import.workers." + property);
        }
        host.run(context -> check.accept(context.getBean(AutoImportSettings.class)));
    }

    private static void withSource(Consumer<ImportSource> check, String... properties) {
        withProperties(settings -> check.accept(settings.sources().get(0)), properties);
    }

    @Test
    void thoseOfTheRun() {
        withProperties(
                settings -> {
                    assertThat(settings.interval()).isEqualTo(Duration.ofMinutes(10));
                    assertThat(settings.initialDelay()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(settings.createdBy()).isEqualTo("fleet-bot");
                    assertThat(settings.maxConcurrency()).isEqualTo(3);
                    assertThat(settings.maxImportsPerRun()).isEqualTo(500);
                    assertThat(settings.dryRun()).isTrue();
                },
                "ami-name=CML-*",
                "interval=10m",
                "initial-delay=7",
                "created-by=fleet-bot",
                "max-concurrency=3",
                "max-imports-per-run=500",
                "dry-run=true");
    }

    @Test
    void thoseOfTheSearch() {
        withSource(
                source -> {
                    assertThat(source.name()).isEqualTo("default");
                    assertThat(source.regions()).containsExactly("eu-west-1", "eu-central-1");
                    assertThat(source.criterion().describe()).isEqualTo("AMI ids: ami-1, ami-2");
                    assertThat(source.imageOwners()).containsExactly("111122223333", "amazon");
                    assertThat(source.states()).containsExactly(InstanceState.RUNNING, InstanceState.STOPPED);
                    assertThat(source.requiredTags())
                            .isEqualTo(Map.of("Environment", "lab", "kubernetes.io/role", "workers"));
                    assertThat(source.ignoredInstanceIds()).containsExactly("i-1", "i-2");
                    assertThat(source.ignoreTag()).isEqualTo("leave-me");
                    assertThat(source.includeDeregisteredImages()).isTrue();
                    assertThat(source.role())
                            .isEqualTo(new AssumedRole("arn:aws:iam::123456789012:role/auto-import", "s3cret"));
                },
                "region=us-east-1",
                "regions=eu-west-1,eu-central-1",
                "ami-ids=ami-1,ami-2",
                "ami-owners=111122223333,amazon",
                "instance-states=running,stopped",
                "tags.Environment=lab",
                "tags[kubernetes.io/role]=workers",
                "ignore.instance-ids=i-1,i-2",
                "ignore.tag=leave-me",
                "include-deregistered-images=true",
                "role-arn=arn:aws:iam::123456789012:role/auto-import",
                "external-id=s3cret");
    }

    @Test
    void thoseOfTheReconciliation() {
        withProperties(
                settings -> assertThat(settings.reconciliation())
                        .isEqualTo(new Reconciliation(false, MissingPolicy.MARK, 5, 7)),
                "ami-name=CML-*",
                "reconcile.update=false",
                "reconcile.missing=mark",
                "reconcile.missing-after=5",
                "reconcile.max-missing-percent=7");
    }

    @Test
    void unlessSaidOtherwiseChangesAreFollowedAndWhatIsMissingIsReported() {
        withProperties(
                settings -> assertThat(settings.reconciliation()).isEqualTo(Reconciliation.DEFAULT), "ami-name=CML-*");
    }

    /** YAML reads {@code missing: off} so. */
    @Test
    void offIsOffInYamlToo() {
        new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withPropertyValues("auto-import.workers.enabled=true", "auto-import.workers.ami-name=CML-*")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(
                                new MapPropertySource("yaml", Map.of("auto-import.workers.reconcile.missing", false))))
                .run(context -> assertThat(context.getBean(AutoImportSettings.class)
                                .reconciliation()
                                .missing())
                        .isEqualTo(MissingPolicy.OFF));
    }

    @Test
    void thoseThatSwitchAGuardOff() {
        withSource(
                source -> {
                    assertThat(source.imageOwners()).isEmpty();
                    assertThat(source.ignoreTag()).isNull();
                },
                "ami-name=CML-*",
                "allow-any-ami-owner=true",
                "ignore.tag=");
    }

    @Test
    void aDryRunOfTheScheduledJobWritesNothing() {
        try (Ec2Simulator ec2 = Ec2Simulator.start()) {
            ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 2);
            SimulatedHost.on(ec2)
                    .withClassLoader(new FilteredClassLoader(DataSource.class))
                    .withPropertyValues("auto-import.workers.dry-run=true")
                    .run(context -> {
                        AutoImportWorkersJob job = context.getBean(AutoImportWorkersJob.class);
                        job.run();

                        JobResult result = job.lastResult().orElseThrow();
                        assertThat(result.dryRun()).isTrue();
                        assertThat(result.totalImported()).isEqualTo(2);
                        assertThat(context.getBean(InMemoryWorkerRepository.class)
                                        .findAll())
                                .isEmpty();
                    });
        }
    }
}
