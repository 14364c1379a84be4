package io.autoimport.core.command;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.core.support.CountingRepository;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.telemetry.ImportListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkImportTest {

    private final ImportFixture fixture = new ImportFixture();

    @Test
    void theFirstRunImportsAllAndTheSecondNothing() {
        fixture.discovery.finds("us-east-1", instances(0, 10));

        JobResult first = fixture.run("us-east-1");
        assertThat(first.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(first.totals()).isEqualTo(ImportCounts.of(10, 0, 0));
        assertThat(first.importedWorkerIds())
                .containsExactlyInAnyOrderElementsOf(fixture.registeredIds())
                .hasSize(10);
        assertThat(fixture.published.importedIds()).containsExactlyInAnyOrderElementsOf(fixture.registeredIds());

        JobResult second = fixture.run("us-east-1");
        assertThat(second.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(second.totals()).isEqualTo(ImportCounts.of(0, 10, 0));
        assertThat(second.importedWorkerIds()).isEmpty();
        assertThat(fixture.published.importedIds()).hasSize(10);
    }

    @Test
    void onlyWhatIsUnknownIsImported() {
        fixture.registered(instances(0, 7)).discovery.finds("us-east-1", instances(0, 10));

        JobResult result = fixture.run("us-east-1");
        assertThat(result.totals()).isEqualTo(ImportCounts.of(3, 7, 0));
        assertThat(result.importedWorkerIds()).containsExactlyInAnyOrder("i-7", "i-8", "i-9");
        assertThat(fixture.published.importedIds()).containsExactlyInAnyOrder("i-7", "i-8", "i-9");
    }

    @Test
    void aWorkerThatIsKnownStaysAsItIs() {
        fixture.registered(instances(0, 1)).discovery.finds("us-east-1", instances(0, 1));
        fixture.run("us-east-1");
        assertThat(fixture.workers.find("i-0")).map(Worker::createdBy).hasValue("somebody");
    }

    @Test
    void aWorkerCarriesWhoAskedAndWhen() {
        fixture.discovery.finds("us-east-1", List.of(anInstance("i-1")));
        fixture.run("us-east-1");
        Worker expected =
                new Worker("CML-2.7.0-prod-i-1", anInstance("i-1"), "default", "alice", "run-1", MutableClock.START);
        assertThat(fixture.workers.findAll()).containsExactly(expected);
        assertThat(fixture.published.events()).containsExactly(new WorkerImported("run-1", expected));
    }

    @Test
    void aDuplicateInAPageCountsOnce() {
        fixture.discovery.finds(
                "us-east-1", List.of(anInstance("i-1"), anInstance("i-2"), anInstance("i-1"), anInstance("i-1")));
        assertThat(fixture.run("us-east-1").totals()).isEqualTo(ImportCounts.of(2, 0, 0));
        assertThat(fixture.published.importedIds()).containsExactlyInAnyOrder("i-1", "i-2");
    }

    @Test
    void anInstanceThatComesAgainOnALaterPageIsImportedOnce() {
        fixture.discovery.finds("us-east-1", instances(0, 3), instances(2, 5));
        JobResult result = fixture.run("us-east-1");
        assertThat(result.totalImported()).isEqualTo(5);
        assertThat(result.importedWorkerIds()).doesNotHaveDuplicates().hasSize(5);
        assertThat(fixture.published.importedIds()).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void ignoredInstancesCountAsSkippedAndAreNotEvenLookedUp() {
        CountingRepository repository = new CountingRepository(fixture.workers);
        ImportSource source = ImportSource.named("default")
                .regions("us-east-1")
                .amiName("CML-*")
                .ignoredInstanceIds(List.of("i-ignored"))
                .requiredTags(Map.of("env", "prod"))
                .build();
        fixture.repository(repository)
                .discovery
                .finds(
                        "us-east-1",
                        List.of(
                                anInstance().id("i-good").tagged("env", "prod").build(),
                                anInstance()
                                        .id("i-ignored")
                                        .tagged("env", "prod")
                                        .build(),
                                anInstance()
                                        .id("i-tagged")
                                        .tagged("env", "prod")
                                        .tagged("auto-import:ignore", "")
                                        .build(),
                                anInstance().id("i-test").tagged("env", "test").build(),
                                anInstance()
                                        .id("i-dead")
                                        .tagged("env", "prod")
                                        .terminated()
                                        .build(),
                                anInstance()
                                        .id("i-dying")
                                        .tagged("env", "prod")
                                        .in(InstanceState.SHUTTING_DOWN)
                                        .build()));

        JobResult result = fixture.run(command -> command, source);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(1, 5, 0));
        assertThat(fixture.registeredIds()).containsExactly("i-good");
        assertThat(repository.lookUps()).containsExactly(1);
    }

    @Test
    void eachPageIsLookedUpOnceAndInsertedAtMostOnce() {
        CountingRepository repository = new CountingRepository(fixture.workers);
        fixture.registered(instances(200, 300))
                .repository(repository)
                .discovery
                .finds("us-east-1", instances(0, 200), instances(200, 300), instances(250, 350), List.of());

        fixture.run("us-east-1");
        assertThat(repository.lookUps()).containsExactly(200, 100, 100);
        assertThat(repository.inserts()).containsExactly(200, 50);
    }

    @Test
    void aPageOfIgnoredInstancesCostsNoCallAtAll() {
        CountingRepository repository = new CountingRepository(fixture.workers);
        fixture.repository(repository)
                .discovery
                .finds("us-east-1", List.of(anInstance().terminated().build()));
        fixture.run("us-east-1");
        assertThat(repository.lookUps()).isEmpty();
        assertThat(repository.inserts()).isEmpty();
    }

    @Test
    void noRepositoryIsAskedForMoreThanAThousandAtOnce() {
        CountingRepository repository = new CountingRepository(fixture.workers);
        fixture.repository(repository).discovery.finds("us-east-1", instances(0, 2_500));
        assertThat(fixture.run("us-east-1").totals()).isEqualTo(ImportCounts.of(2_500, 0, 0));
        assertThat(repository.lookUps()).containsExactly(1_000, 1_000, 500);
        assertThat(repository.inserts()).containsExactly(1_000, 1_000, 500);
    }

    @Test
    void whatAnotherNodeInsertsMeanwhileIsSkippedAndRaisesNoEvent() {
        WorkerRepository racing = new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                Set<String> known = fixture.workers.findKnown(instanceIds);
                fixture.registered(instances(0, 4));
                return known;
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> workers) {
                return fixture.workers.insertIfAbsent(workers);
            }
        };
        fixture.repository(racing).discovery.finds("us-east-1", instances(0, 10));

        JobResult result = fixture.run("us-east-1");
        assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(6, 4, 0));
        assertThat(result.importedWorkerIds())
                .doesNotContain("i-0", "i-1", "i-2", "i-3")
                .hasSize(6);
        assertThat(fixture.published.importedIds()).containsExactlyElementsOf(result.importedWorkerIds());
        assertThat(fixture.workers.find("i-0")).map(Worker::createdBy).hasValue("somebody");
    }

    @Test
    void aPageThatAnotherNodeInsertedWhollyRaisesNoEventAtAll() {
        WorkerRepository late = new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                return Set.of();
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> workers) {
                return Set.of();
            }
        };
        fixture.repository(late)
                .publisher(events -> {
                    throw new AssertionError("published " + events);
                })
                .discovery
                .finds("us-east-1", instances(0, 3));
        JobResult result = fixture.run("us-east-1");
        assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(0, 3, 0));
    }

    @Test
    void aRepositoryThatAnswersMoreThanItWasAskedIsNotBelieved() {
        WorkerRepository boastful = new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                return Set.of("i-elsewhere");
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> workers) {
                return Set.of("i-0", "i-elsewhere");
            }
        };
        fixture.repository(boastful).discovery.finds("us-east-1", instances(0, 2));
        JobResult result = fixture.run("us-east-1");
        assertThat(result.totals()).isEqualTo(ImportCounts.of(1, 1, 0));
        assertThat(result.importedWorkerIds()).containsExactly("i-0");
        assertThat(fixture.published.importedIds()).containsExactly("i-0");
    }

    @Test
    void aDryRunWritesNothingAndPublishesNothing() {
        CountingRepository repository = new CountingRepository(fixture.workers);
        fixture.registered(instances(0, 2)).repository(repository).discovery.finds("us-east-1", instances(0, 5));

        JobResult result = fixture.run(command -> command.dryRun(true), "us-east-1");
        assertThat(result.dryRun()).isTrue();
        assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(3, 2, 0));
        assertThat(result.importedWorkerIds()).containsExactlyInAnyOrder("i-2", "i-3", "i-4");
        assertThat(repository.inserts()).isEmpty();
        assertThat(fixture.registeredIds()).containsExactly("i-0", "i-1");
        assertThat(fixture.published.events()).isEmpty();
    }

    @Test
    void zeroFoundIsASuccessWithAWarning() {
        JobResult result = fixture.run("us-east-1");
        assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(result.reason()).isNull();
        assertThat(result.totals()).isEqualTo(ImportCounts.NONE);
        assertThat(result.warnings()).containsExactly("default/us-east-1: no instance matches AMI name: CML-*");
    }

    @Test
    void theDiscoverysOwnWarningTakesThePlaceOfTheGeneralOne() {
        fixture.discovery.ends("us-east-1", ScanOutcome.complete(1, "no AMI of self matches CML-*"));
        assertThat(fixture.run("us-east-1").warnings())
                .containsExactly("default/us-east-1: no AMI of self matches CML-*");
    }

    @Test
    void everyTargetIsReportedInTheOrderOfTheCommand() {
        fixture.discovery
                .ends("us-east-1", ScanOutcome.complete(4).inAccount("123456789012"), instances(0, 2))
                .finds("eu-west-1", instances(10, 13));
        ImportSource labs = ImportSource.named("labs")
                .regions("eu-west-1")
                .amiIds(List.of("ami-1"))
                .build();

        JobResult result =
                fixture.run(command -> command.maxConcurrency(1), ImportFixture.source("us-east-1", "eu-west-1"), labs);
        assertThat(result.targets())
                .extracting(TargetResult::source, TargetResult::region, TargetResult::account)
                .containsExactly(
                        tuple("default", "us-east-1", "123456789012"),
                        tuple("default", "eu-west-1", null),
                        tuple("labs", "eu-west-1", null));
        assertThat(result.targets())
                .extracting(TargetResult::counts)
                .containsExactly(ImportCounts.of(2, 0, 0), ImportCounts.of(3, 0, 0), ImportCounts.of(0, 3, 0));
        assertThat(result.targets()).allMatch(target -> target.status() == Completeness.COMPLETE);
        assertThat(result.apiCalls()).isEqualTo(6);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(5, 3, 0));
    }

    @Test
    void importedIdsAreCompleteUpToTenThousand() {
        fixture.discovery.finds("us-east-1", instances(0, 10_000));
        JobResult result = fixture.run("us-east-1");
        assertThat(new HashSet<>(result.importedWorkerIds())).hasSize(10_000);
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void beyondTenThousandImportedIdsAreTruncatedAndTheCountsAreNot() {
        fixture.discovery.finds("us-east-1", instances(0, 5_500)).finds("eu-west-1", instances(5_500, 10_001));
        JobResult result = fixture.run("us-east-1", "eu-west-1");
        assertThat(new HashSet<>(result.importedWorkerIds())).hasSize(10_000);
        assertThat(result.truncated()).isTrue();
        assertThat(result.totalImported()).isEqualTo(10_001);
        assertThat(fixture.published.importedIds()).hasSize(10_001);
    }

    @Test
    void theDurationIsTakenFromTheClock() {
        fixture.discovery.behaves("us-east-1", (target, pages) -> {
            fixture.clock.advance(Duration.ofSeconds(42));
            return ScanOutcome.complete(1, "nothing");
        });
        JobResult result = fixture.run("us-east-1");
        assertThat(result.startedAt()).isEqualTo(MutableClock.START);
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void aClockThatIsSetBackMakesNoNegativeDuration() {
        fixture.discovery.behaves("us-east-1", (target, pages) -> {
            fixture.clock.advance(Duration.ofHours(-1));
            return ScanOutcome.complete(1, "nothing");
        });
        assertThat(fixture.run("us-east-1").duration()).isZero();
    }

    @Test
    void workersOfAPageShareTheirTime() {
        List<Instant> ticks = new ArrayList<>();
        Clock ticking = new Clock() {
            @Override
            public synchronized Instant instant() {
                ticks.add(MutableClock.START.plusSeconds(ticks.size()));
                return ticks.get(ticks.size() - 1);
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        fixture.discovery.finds("us-east-1", instances(0, 50));
        new BulkImportWorkersHandler(
                        fixture.discovery,
                        fixture.workers,
                        fixture.published,
                        UnitOfWork.NONE,
                        ImportListener.NONE,
                        ticking)
                .handle(BulkImportWorkersCommand.of(ImportFixture.source("us-east-1"))
                        .createdBy("alice")
                        .build());
        assertThat(fixture.workers.findAll().stream().map(Worker::importedAt).distinct())
                .hasSize(1);
        assertThat(IntStream.range(0, 50).mapToObj(i -> fixture.workers.find("i-" + i)))
                .allMatch(Optional::isPresent);
    }
}
