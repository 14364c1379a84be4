package io.autoimport.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.JobStore;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.workers.ExplanationDescriptor;
import io.autoimport.spring.workers.JobResultDescriptor;
import io.autoimport.test.ec2.ManualClock;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** What the endpoint tells of the job itself, of its permissions, and of who runs it. */
class AutoImportStatusTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/import";

    private final Fleet fleet = new Fleet().launch("i-1", InstanceState.RUNNING);
    private final ManualClock clock = new ManualClock();

    private ApplicationContextRunner host(String... properties) {
        return fleet.host(clock)
                .withBean(WorkerRepository.class, InMemoryWorkerRepository::new)
                .withPropertyValues(
                        "auto-import.workers.initial-delay=10m",
                        "auto-import.workers.preflight=off",
                        "auto-import.jobs.node=node-1",
                        "management.endpoints.web.exposure.include=autoimport")
                .withPropertyValues(properties);
    }

    private static AutoImportEndpoint endpoint(AssertableApplicationContext context) {
        return context.getBean(AutoImportEndpoint.class);
    }

    @Test
    void itSaysHowTheJobIsSetUpAndWhenItIsDue() {
        JobStore store = new InMemoryJobStore(clock);
        host().withBean(JobStore.class, () -> store).run(context -> {
            await().until(() -> store.findSchedule(AutoImportWorkersJob.NAME).isPresent());
            StatusDescriptor status = endpoint(context).describe();

            assertThat(status.enabled()).isTrue();
            assertThat(status.dryRun()).isFalse();
            assertThat(status.interval()).isEqualTo("PT1H");
            assertThat(status.node()).isEqualTo("node-1");
            assertThat(status.scheduler()).isEqualTo("spring");
            assertThat(status.store()).startsWith("memory");
            assertThat(status.lock()).isEqualTo("none");
            assertThat(status.repository()).isEqualTo(InMemoryWorkerRepository.class.getName());
            assertThat(status.knownInstances()).isEmpty();
            assertThat(status.nextRun()).isEqualTo("2026-03-04T10:30:30Z");
            assertThat(status.running()).isFalse();
            assertThat(status.lastRun()).isNull();
            assertThat(status.lastSuccess()).isNull();
            assertThat(status.results()).isEmpty();
            assertThat(status.error()).isNull();
        });
    }

    @Test
    void itSaysWhereElseInstancesAreRegistered() {
        KnownInstances inDocuments = new KnownInstances() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                return Set.of();
            }

            @Override
            public String describe() {
                return "the documents of another system";
            }
        };
        KnownInstances wordless = instanceIds -> Set.of();
        KnownInstances speechless = new KnownInstances() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                return Set.of();
            }

            @Override
            public String describe() {
                throw new IllegalStateException("at a loss for words");
            }
        };
        host().withBean("documents", KnownInstances.class, () -> inDocuments)
                .withBean("wordless", KnownInstances.class, () -> wordless)
                .withBean("speechless", KnownInstances.class, () -> speechless)
                .run(context -> assertThat(endpoint(context).describe().knownInstances())
                        .containsExactly(
                                "the documents of another system",
                                wordless.getClass().getName(),
                                speechless.getClass().getName()));
    }

    @Test
    void itSaysWhatTheLastRunsDidAndWhere() {
        host().run(context -> {
            AutoImportEndpoint endpoint = endpoint(context);
            endpoint.run(false, null);
            clock.advance(Duration.ofMinutes(1));
            fleet.deny();
            JobResultDescriptor failed = endpoint.run(false, null);
            clock.advance(Duration.ofMinutes(1));

            StatusDescriptor status = endpoint.describe();

            assertThat(status.lastRun()).isEqualTo(failed);
            assertThat(status.lastRun().node()).isEqualTo("node-1");
            assertThat(status.lastSuccess()).isEqualTo("2026-03-04T10:20:30Z");
            assertThat(status.results())
                    .extracting(JobResultDescriptor::status, JobResultDescriptor::node)
                    .containsExactly(tuple("failed", "node-1"), tuple("success", "node-1"));
            assertThat(status.targets()).singleElement().satisfies(target -> {
                assertThat(target.failingSince()).isEqualTo("2026-03-04T10:21:30Z");
                assertThat(target.withoutSuccess()).isEqualTo("PT2M");
                assertThat(target.error().cause()).isEqualTo("PERMISSION");
            });
        });
    }

    @Test
    void anExplanationSaysSinceWhenATargetFails() {
        host().run(context -> {
            fleet.deny();
            endpoint(context).run(false, null);

            ExplanationDescriptor explanation =
                    (ExplanationDescriptor) endpoint(context).explain("i-1", null);

            assertThat(explanation.targets().get(0).failingSince()).isEqualTo("2026-03-04T10:20:30Z");
        });
    }

    @Test
    void valuesAreHiddenUnlessTheHostShowsThem() {
        String[] source = {
            "auto-import.workers.role-arn=" + ROLE,
            "auto-import.workers.external-id=between-us",
            "auto-import.workers.tags.team=secret-team"
        };
        host(source).run(context -> {
            StatusDescriptor status = endpoint(context).describe();
            assertThat(status.sources()).singleElement().satisfies(shown -> {
                assertThat(shown.roleArn()).isEqualTo("******");
                assertThat(shown.externalId()).isEqualTo("******");
                assertThat(shown.tags()).isEqualTo(Map.of("team", "******"));
                assertThat(shown.search()).contains("CML-2.7.0-*");
            });
            assertThat(json(endpoint(context).explain("iam-policy", null))).doesNotContain("role/import");
            assertThat(json(endpoint(context).explain("permissions", null))).doesNotContain("role/import");
        });
        host(source)
                .withPropertyValues("management.endpoint.autoimport.show-values=always")
                .run(context -> {
                    StatusDescriptor status = endpoint(context).describe();
                    assertThat(status.sources().get(0).roleArn()).isEqualTo(ROLE);
                    assertThat(status.sources().get(0).tags()).containsEntry("team", "secret-team");
                    assertThat(json(status)).doesNotContain("between-us");
                    assertThat(json(endpoint(context).explain("iam-policy", null)))
                            .contains(ROLE);
                });
    }

    @Test
    void overHttpValuesAreShownByTheRolesOfTheUser() {
        host(
                        "auto-import.workers.tags.team=blue",
                        "management.endpoint.autoimport.show-values=when-authorized",
                        "management.endpoint.autoimport.roles=operator")
                .run(context -> {
                    AutoImportEndpointWebExtension web = context.getBean(AutoImportEndpointWebExtension.class);

                    assertThat(tagsShownTo(web, "operator")).containsEntry("team", "blue");
                    assertThat(tagsShownTo(web, "guest")).containsEntry("team", "******");
                });
    }

    private static Map<String, String> tagsShownTo(AutoImportEndpointWebExtension web, String role) {
        return web.describe(new User(role)).sources().get(0).tags();
    }

    private record User(String role) implements SecurityContext {

        @Override
        public Principal getPrincipal() {
            return () -> "somebody";
        }

        @Override
        public boolean isUserInRole(String asked) {
            return asked.equals(role);
        }
    }

    @Test
    void aRunOnAnotherNodeIsAConflict() {
        AtomicInteger taken = new AtomicInteger();
        JobLock heldElsewhere = jobName -> {
            taken.incrementAndGet();
            return Optional.empty();
        };
        host("auto-import.jobs.scheduler=none")
                .withBean(JobLock.class, () -> heldElsewhere)
                .run(context -> {
                    WebEndpointResponse<JobResultDescriptor> answer = context.getBean(
                                    AutoImportEndpointWebExtension.class)
                            .run(false, null);

                    assertThat(answer.getStatus()).isEqualTo(409);
                    assertThat(answer.getBody().status()).isEqualTo("skipped");
                    assertThat(answer.getBody().reason()).isEqualTo("another run is in progress on another node");
                    assertThat(taken).hasValue(1);
                    assertThat(endpoint(context).describe().results()).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, lock",
        "true, false, engine",
        "false, true, lock",
        "false, true, engine",
        ", true, lock",
        ", true, engine",
        ", false, lock",
        ", false, engine"
    })
    void aRunThatIsRefusedIsADryRunIfThatWasAskedFor(@Nullable Boolean asked, boolean configured, String witness) {
        List<DomainEvent> published = new CopyOnWriteArrayList<>();
        ApplicationContextRunner host = host("auto-import.workers.dry-run=" + configured)
                .withBean(EventPublisher.class, () -> published::addAll);
        ApplicationContextRunner busyElsewhere = witness.equals("lock")
                ? host.withPropertyValues("auto-import.jobs.scheduler=none")
                        .withBean(JobLock.class, () -> jobName -> Optional.empty())
                : host.withBean(JobEngine.class, BusyElsewhere::new);
        busyElsewhere.run(context -> {
            published.clear();

            JobResultDescriptor refused = endpoint(context).run(asked, null);

            boolean dryRun = asked == null ? configured : asked;
            assertThat(refused.reason()).isEqualTo("another run is in progress on another node");
            assertThat(refused.dryRun()).isEqualTo(dryRun);
            assertThat(published).hasSize(dryRun ? 0 : 1);
        });
    }

    private static final class BusyElsewhere implements JobEngine {

        @Override
        public Scheduler scheduler() {
            return Scheduler.QUARTZ;
        }

        @Override
        public String reason() {
            return "it is";
        }

        @Override
        public Optional<Instant> nextRun(String jobName) {
            return Optional.empty();
        }

        @Override
        public boolean isRunning(String jobName) {
            return true;
        }
    }

    @Test
    void aLockThatCannotBeReachedKeepsNobodyFromRunning() {
        AtomicInteger released = new AtomicInteger();
        host("auto-import.jobs.scheduler=none")
                .withBean(JobLock.class, () -> jobName -> {
                    throw new IllegalStateException("away");
                })
                .run(context ->
                        assertThat(endpoint(context).run(false, null).status()).isEqualTo("success"));
        host("auto-import.jobs.scheduler=none")
                .withBean(JobLock.class, () -> jobName -> Optional.of(released::incrementAndGet))
                .run(context ->
                        assertThat(endpoint(context).run(false, null).status()).isEqualTo("success"));
        assertThat(released).hasValue(1);
    }

    @Test
    void aRunThatIsSkippedForAnotherReasonIsNoConflict() {
        host("auto-import.workers.enabled=false").run(context -> {
            WebEndpointResponse<JobResultDescriptor> answer =
                    context.getBean(AutoImportEndpointWebExtension.class).run(false, null);

            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getBody().reason()).isEqualTo("disabled");
        });
    }

    @Test
    void theMissingPermissionIsNamed() {
        fleet.deny();
        host().run(context -> {
            List<?> permissions = (List<?>) endpoint(context).explain("permissions", null);

            assertThat(permissions).singleElement().isInstanceOfSatisfying(PermissionDescriptor.class, permission -> {
                assertThat(permission.action()).isEqualTo("ec2:DescribeInstances");
                assertThat(permission.verdict()).isEqualTo("DENIED");
                assertThat(permission.summary()).contains("us-east-1");
                assertThat(permission.error().code()).isEqualTo("UnauthorizedOperation");
            });
        });
    }

    @Test
    void thePolicyIsThatOfTheApplicationOrOfOneOfItsRoles() {
        host(
                        "auto-import.workers.sources.blue.role-arn=" + ROLE,
                        "auto-import.workers.sources.blue.regions=eu-west-1",
                        "management.endpoint.autoimport.show-values=always")
                .run(context -> {
                    String own = json(endpoint(context).explain("iam-policy", null));
                    assertThat(own)
                            .contains("sts:AssumeRole", ROLE, "us-east-1")
                            .doesNotContain("eu-west-1");
                    String ofRole = json(endpoint(context).explain("iam-policy", ROLE));
                    assertThat(ofRole)
                            .contains("ec2:DescribeInstances", "eu-west-1")
                            .doesNotContain("sts:");
                    assertThatExceptionOfType(InvalidEndpointRequestException.class)
                            .isThrownBy(() -> endpoint(context).explain("iam-policy", "arn:other"))
                            .withMessageContaining("No source has the role");
                });
    }

    @Test
    void aStoreThatCannotBeReadIsNamedAndHidesNothingElse() {
        host().withBean(JobStore.class, UnreachableStore::new).run(context -> {
            StatusDescriptor status = endpoint(context).describe();

            assertThat(status.error()).contains("the store is away");
            assertThat(status.sources()).hasSize(1);
            assertThat(status.targets()).isEmpty();
        });
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
