package io.autoimport.spring.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.telemetry.MeteringImportListener;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AutoImportMicrometerAutoConfigurationTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ApplicationContextRunner host = SimulatedHost.on(ec2)
            .withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
            .withPropertyValues("auto-import.workers.regions=us-east-1,eu-west-1");

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    private ApplicationContextRunner metered() {
        return host.withBean(MeterRegistry.class, () -> registry);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void everythingIsThereBeforeAnythingHappens() {
        metered().run(context -> {
            assertThat(count("auto_import.runs", "status", "success")).isZero();
            assertThat(count("auto_import.runs", "status", "error")).isZero();
            assertThat(count("auto_import.workers", "region", "eu-west-1", "outcome", "imported"))
                    .isZero();
            assertThat(count("auto_import.targets", "region", "eu-west-1", "status", "failed"))
                    .isZero();
            assertThat(count("auto_import.api.throttles", "region", "eu-west-1"))
                    .isZero();
            assertThat(registry.get("auto_import.interval").gauge().value()).isEqualTo(3600);
        });
    }

    @Test
    void runsAndWorkersAndCallsAreCounted() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 3);
        ec2.faults().deny("eu-west-1");
        metered().run(context -> {
            AutoImportWorkersJob job = context.getBean(AutoImportWorkersJob.class);
            job.execute(true);
            assertThat(count("auto_import.workers", "region", "us-east-1", "outcome", "imported"))
                    .as("what is only planned is no worker")
                    .isZero();

            job.execute(false);
            job.execute(false);

            assertThat(count("auto_import.runs", "status", "partial")).isEqualTo(3);
            assertThat(registry.get("auto_import.run.duration")
                            .tag("status", "partial")
                            .timer()
                            .count())
                    .isEqualTo(3);
            assertThat(count("auto_import.workers", "region", "us-east-1", "outcome", "imported"))
                    .isEqualTo(3);
            assertThat(count("auto_import.workers", "region", "us-east-1", "outcome", "skipped"))
                    .isEqualTo(3);
            assertThat(count("auto_import.targets", "region", "us-east-1", "status", "complete"))
                    .isEqualTo(3);
            assertThat(count("auto_import.targets", "region", "eu-west-1", "status", "failed"))
                    .isEqualTo(3);
            assertThat(count("auto_import.api.calls", "region", "us-east-1")).isEqualTo(6);
            assertThat(registry.get("auto_import.last_success.age")
                            .tag("region", "us-east-1")
                            .gauge()
                            .value())
                    .isBetween(0.0, 60.0);
        });
    }

    @Test
    void aRunThatIsSkippedIsCountedToo() {
        metered().withPropertyValues("auto-import.workers.ami-name=").run(context -> {
            context.getBean(AutoImportWorkersJob.class).execute();

            assertThat(count("auto_import.runs", "status", "skipped")).isEqualTo(1);
        });
    }

    @Test
    void noTagGrowsWithTheFleet() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 20);
        metered().run(context -> {
            context.getBean(AutoImportWorkersJob.class).execute();

            assertThat(registry.getMeters())
                    .extracting(Meter::getId)
                    .filteredOn(id -> id.getName().startsWith("auto_import"))
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(id.getTags())
                            .extracting(Tag::getKey)
                            .isSubsetOf("source", "region", "status", "outcome"));
        });
    }

    @Test
    void withoutARegistryOrTheLibraryNothingIsCounted() {
        host.run(context -> assertThat(context).doesNotHaveBean(MeteringImportListener.class));
        metered()
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc", "io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aListenerOfTheHostsOwnWins() {
        metered()
                .withBean(
                        "autoImportMicrometerListener",
                        MeteringImportListener.class,
                        () -> new MeteringImportListener(
                                new MicrometerImportMeters(new SimpleMeterRegistry()), List.of()))
                .run(context ->
                        assertThat(registry.find("auto_import.runs").counter()).isNull());
    }
}
