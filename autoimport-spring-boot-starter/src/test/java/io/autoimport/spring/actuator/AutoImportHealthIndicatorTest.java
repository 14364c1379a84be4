package io.autoimport.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.spi.JobStore;
import io.autoimport.test.ec2.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each way from one health to another. */
class AutoImportHealthIndicatorTest {

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final String TARGET = "default/us-east-1";

    private final Fleet fleet = new Fleet().launch("i-1", InstanceState.RUNNING);
    private final ManualClock clock = new ManualClock();

    private ApplicationContextRunner host(String... properties) {
        return fleet.host(clock)
                .withPropertyValues("auto-import.jobs.scheduler=none")
                .withPropertyValues(properties);
    }

    private void inHost(BiConsumer<AutoImportWorkersJob, HealthIndicator> check, String... properties) {
        host(properties)
                .run(context -> check.accept(
                        context.getBean(AutoImportWorkersJob.class),
                        context.getBean("autoImportHealthIndicator", HealthIndicator.class)));
    }

    private static Status status(HealthIndicator indicator) {
        return indicator.health().getStatus();
    }

    private static TargetDescriptor target(HealthIndicator indicator) {
        return (TargetDescriptor) ((Map<?, ?>) indicator.health().getDetails().get("targets")).get(TARGET);
    }

    @Test
    void beforeTheFirstRunItIsUnknown() {
        inHost((job, health) -> {
            assertThat(status(health)).isEqualTo(Status.UNKNOWN);
            assertThat(target(health).status()).isEqualTo("UNKNOWN");
            assertThat(target(health).lastSuccess()).isNull();
        });
    }

    @Test
    void aSuccessTakesItUpWithItsAge() {
        inHost((job, health) -> {
            job.execute();
            clock.advance(Duration.ofMinutes(5));

            assertThat(status(health)).isEqualTo(Status.UP);
            assertThat(target(health))
                    .isEqualTo(new TargetDescriptor(
                            "default",
                            "us-east-1",
                            "UP",
                            "2026-03-04T10:20:30Z",
                            "PT5M",
                            null,
                            null,
                            "2026-03-04T10:20:30Z"));
            assertThat(health.health().getDetails()).containsEntry("interval", "PT1H");
        });
    }

    @Test
    void threeIntervalsWithoutASuccessTakeItDown() {
        inHost((job, health) -> {
            job.execute();
            fleet.deny();
            for (int run = 0; run < 3; run++) {
                clock.advance(INTERVAL);
                job.execute();
                assertThat(status(health)).isEqualTo(Status.UP);
            }

            clock.advance(Duration.ofSeconds(1));

            assertThat(status(health)).isEqualTo(Status.DOWN);
            assertThat(target(health).failingSince()).isEqualTo("2026-03-04T11:20:30Z");
            assertThat(target(health).error().code()).isEqualTo("UnauthorizedOperation");
        });
    }

    @Test
    void aSuccessTakesItUpAgain() {
        inHost((job, health) -> {
            fleet.deny();
            job.execute();
            clock.advance(INTERVAL.multipliedBy(4));
            assertThat(status(health)).isEqualTo(Status.DOWN);

            fleet.allow();
            job.execute();

            assertThat(status(health)).isEqualTo(Status.UP);
            assertThat(target(health).failingSince()).isNull();
        });
    }

    @Test
    void aTargetThatNeverHadASuccessIsUnknownForThreeIntervalsAndThenDown() {
        inHost((job, health) -> {
            fleet.deny();
            job.execute();
            clock.advance(INTERVAL.multipliedBy(3));
            assertThat(status(health)).isEqualTo(Status.UNKNOWN);

            clock.advance(Duration.ofSeconds(1));
            assertThat(status(health)).isEqualTo(Status.DOWN);
        });
    }

    @Test
    void aJobThatNobodyRunsGoesDown() {
        inHost((job, health) -> {
            job.execute();
            clock.advance(INTERVAL.multipliedBy(3).plusSeconds(1));

            assertThat(status(health)).isEqualTo(Status.DOWN);
            assertThat(target(health).error()).isNull();
        });
    }

    @Test
    void aJobThatNobodyEverRanGoesDownThreeIntervalsAfterItsFirstRunWasDue() {
        inHost(
                (job, health) -> {
                    clock.advance(Duration.ofMinutes(10).plus(INTERVAL.multipliedBy(3)));
                    assertThat(status(health)).isEqualTo(Status.UNKNOWN);

                    clock.advance(Duration.ofSeconds(1));
                    assertThat(status(health)).isEqualTo(Status.DOWN);
                },
                "auto-import.workers.initial-delay=10m");
    }

    @Test
    void oneTargetIsEnough() {
        inHost(
                (job, health) -> {
                    job.execute();
                    assertThat(status(health)).isEqualTo(Status.UP);
                    assertThat((Map<?, ?>) health.health().getDetails().get("targets"))
                            .hasSize(2);
                },
                "auto-import.workers.regions=us-east-1,eu-west-1");
    }

    @Test
    void aPlanIsNoSuccess() {
        inHost((job, health) -> {
            job.execute(true);

            assertThat(status(health)).isEqualTo(Status.UNKNOWN);
        });
    }

    @Test
    void unlessTheJobNeverDoesAnythingElse() {
        inHost(
                (job, health) -> {
                    job.execute();

                    assertThat(status(health)).isEqualTo(Status.UP);
                },
                "auto-import.workers.dry-run=true");
    }

    @Test
    void whatFailedMoreOftenThanTheStoreRemembersIsStillKnown() {
        inHost((job, health) -> {
            job.execute();
            fleet.deny();
            for (int run = 0; run < JobStore.MAX_RUNS + 5; run++) {
                clock.advance(INTERVAL);
                job.execute();
            }

            assertThat(target(health).lastSuccess()).isEqualTo("2026-03-04T10:20:30Z");
            assertThat(target(health).failingSince()).isEqualTo("2026-03-04T11:20:30Z");
        });
    }

    @Test
    void theRunsOfOtherNodesCount() {
        InMemoryJobStore shared = new InMemoryJobStore(clock);
        host().withBean(JobStore.class, () -> shared)
                .run(node -> node.getBean(AutoImportWorkersJob.class).execute());

        host().withBean(JobStore.class, () -> shared)
                .run(other ->
                        assertThat(status(other.getBean(HealthIndicator.class))).isEqualTo(Status.UP));
    }

    @Test
    void aStoreThatCannotBeReachedTakesItDown() {
        host().withBean(JobStore.class, UnreachableStore::new).run(context -> {
            Health health = context.getBean(HealthIndicator.class).health();

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("error").toString()).contains("the store is away");
        });
    }

    @Test
    void withNothingToRunItIsUnknownAndSaysWhy() {
        inHost(
                (job, health) -> assertThat(health.health())
                        .isEqualTo(Health.unknown()
                                .withDetail("reason", "disabled")
                                .build()),
                "auto-import.workers.enabled=false");
        inHost(
                (job, health) -> assertThat(health.health().getDetails().get("reason"))
                        .isEqualTo("auto_import_workers_ami_name not configured"),
                "auto-import.workers.ami-name=");
    }

    @Test
    void itCanBeSwitchedOffReplacedAndLeftOut() {
        host("management.health.autoImport.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
        HealthIndicator own = () -> Health.up().build();
        host().withBean("autoImportHealthIndicator", HealthIndicator.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(HealthIndicator.class)).isSameAs(own));
        host().withClassLoader(new FilteredClassLoader(
                        "org.springframework.jdbc", "org.springframework.boot.health.contributor"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("autoImportHealthIndicator"));
    }
}
