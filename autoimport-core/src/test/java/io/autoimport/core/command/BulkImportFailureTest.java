package io.autoimport.core.command;

import static io.autoimport.core.command.ImportFixture.targetIn;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static io.autoimport.core.support.Sneaky.sneaky;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.core.support.LogCapture;
import io.autoimport.core.support.ProgrammableDiscovery;
import io.autoimport.core.support.TransactionalStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BulkImportFailureTest {

    private final ImportFixture fixture = new ImportFixture();

    private static @Nullable FailureCause causeIn(String region, JobResult result) {
        @Nullable Failure failure = targetIn(region, result).failure();
        return failure == null ? null : failure.cause();
    }

    /** Fails when it sees this instance. */
    private static WorkerRepository failingOn(
            String instanceId, WorkerRepository delegate, @Nullable Throwable onLookUp, @Nullable Throwable onInsert) {
        return new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                if (onLookUp != null && instanceIds.contains(instanceId)) {
                    throw sneaky(onLookUp);
                }
                return delegate.findKnown(instanceIds);
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> workers) {
                if (onInsert != null
                        && workers.stream()
                                .anyMatch(worker -> worker.instanceId().equals(instanceId))) {
                    throw sneaky(onInsert);
                }
                return delegate.insertIfAbsent(workers);
            }
        };
    }

    @Test
    void aFailedTargetFailsAlone() {
        fixture.discovery.fails("eu-west-1").finds("us-east-1", instances(0, 3));

        JobResult result = fixture.run("eu-west-1", "us-east-1");
        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(result.reason())
                .isEqualTo("default/eu-west-1: PERMISSION (UnauthorizedOperation): not allowed in eu-west-1"
                        + " [request id req-eu-west-1]");
        assertThat(result.totals()).isEqualTo(ImportCounts.of(3, 0, 0));
        TargetResult failed = targetIn("eu-west-1", result);
        assertThat(failed.status()).isEqualTo(Completeness.FAILED);
        assertThat(failed.failure()).isEqualTo(ProgrammableDiscovery.denied("eu-west-1"));
        assertThat(failed.warnings()).as("unknown is not empty").isEmpty();
        assertThat(targetIn("us-east-1", result).status()).isEqualTo(Completeness.COMPLETE);
    }

    @Test
    void whatWasFoundBeforeTheScanFailedIsKept() {
        fixture.discovery.fails("us-east-1", instances(0, 3));
        JobResult result = fixture.run("us-east-1");
        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(3, 0, 0));
        assertThat(targetIn("us-east-1", result).status()).isEqualTo(Completeness.PARTIAL);
        assertThat(fixture.registeredIds()).hasSize(3);
    }

    @Test
    void aRunInWhichNoTargetCouldBeDoneFailed() {
        fixture.discovery.fails("us-east-1").fails("eu-west-1");
        JobResult result = fixture.run("us-east-1", "eu-west-1");
        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(result.reason()).contains("default/us-east-1: PERMISSION", "; default/eu-west-1: PERMISSION");
    }

    @Test
    void aFailureOfALookUpFailsThatPageAndNoOther() {
        fixture.repository(failingOn("i-15", fixture.workers, new IllegalStateException("connection lost"), null))
                .discovery
                .finds("us-east-1", instances(0, 10), instances(10, 20), instances(20, 30))
                .finds("eu-west-1", instances(100, 105));

        JobResult result = fixture.run("us-east-1", "eu-west-1");
        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        TargetResult failed = targetIn("us-east-1", result);
        assertThat(failed.status()).isEqualTo(Completeness.PARTIAL);
        assertThat(failed.counts()).isEqualTo(ImportCounts.of(20, 0, 10));
        assertThat(failed.failure())
                .isEqualTo(new Failure(FailureCause.REPOSITORY, "IllegalStateException", "connection lost", null));
        assertThat(fixture.discovery.pagesTaken("us-east-1")).isEqualTo(3);
        assertThat(targetIn("eu-west-1", result).counts()).isEqualTo(ImportCounts.of(5, 0, 0));
    }

    @Test
    void aFailureOfTheInsertOnTheOnlyPageFailsTheTarget() {
        fixture.registered(instances(0, 4))
                .repository(failingOn("i-5", fixture.workers, null, new IllegalStateException("disk full")))
                .discovery
                .finds("us-east-1", instances(0, 10));

        JobResult result = fixture.run("us-east-1");
        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        TargetResult failed = targetIn("us-east-1", result);
        assertThat(failed.status()).isEqualTo(Completeness.FAILED);
        assertThat(failed.counts())
                .as("known ones are skipped, the others failed")
                .isEqualTo(ImportCounts.of(0, 4, 6));
        assertThat(causeIn("us-east-1", result)).isEqualTo(FailureCause.REPOSITORY);
        assertThat(fixture.discovery.pagesTaken("us-east-1")).isEqualTo(1);
        assertThat(fixture.published.events()).isEmpty();
    }

    @Test
    void aFailureInTheMiddleOfALargePageFailsNoMoreThanAThousand() {
        fixture.repository(failingOn("i-1500", fixture.workers, new IllegalStateException("x"), null))
                .discovery
                .finds("us-east-1", instances(0, 3_000));
        JobResult result = fixture.run("us-east-1");
        assertThat(result.totals()).isEqualTo(ImportCounts.of(2_000, 0, 1_000));
        assertThat(targetIn("us-east-1", result).status()).isEqualTo(Completeness.PARTIAL);
    }

    @Test
    void aRepositoryThatIsGoneIsNotAskedForEveryPage() {
        WorkerRepository gone = new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                throw new IllegalStateException("connection refused");
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> workers) {
                throw new AssertionError("what is unknown was never told");
            }
        };
        fixture.repository(gone)
                .discovery
                .finds(
                        "us-east-1",
                        instances(0, 10),
                        instances(10, 20),
                        instances(20, 30),
                        instances(30, 40),
                        instances(40, 50));

        JobResult result = fixture.run("us-east-1");
        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(0, 0, 30));
        assertThat(fixture.discovery.pagesTaken("us-east-1")).isEqualTo(3);
    }

    @Test
    void aFailureOfTheCommitIsOneOfTheRepository() {
        UnitOfWork failingCommit = new UnitOfWork() {
            @Override
            public <T> T execute(Supplier<T> work) {
                T ignored = work.get();
                throw new IllegalStateException("commit failed after " + ignored);
            }
        };
        fixture.unitOfWork(failingCommit).discovery.finds("us-east-1", instances(0, 2));
        JobResult result = fixture.run("us-east-1");
        assertThat(causeIn("us-east-1", result)).isEqualTo(FailureCause.REPOSITORY);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(0, 0, 2));
        assertThat(result.importedWorkerIds()).isEmpty();
    }

    @Test
    void aFailureOfThePublisherRollsThePageBack() {
        TransactionalStore store = new TransactionalStore();
        IllegalStateException broken = new IllegalStateException("broker gone");
        fixture.repository(store.repository())
                .unitOfWork(store)
                .publisher(events -> {
                    if (events.size() == 3) {
                        throw broken;
                    }
                    store.publisher().publish(events);
                })
                .discovery
                .finds("us-east-1", instances(0, 2), instances(2, 5), instances(5, 9));

        JobResult result = fixture.run("us-east-1");
        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(6, 0, 3));
        assertThat(targetIn("us-east-1", result).failure())
                .isEqualTo(new Failure(FailureCause.EVENTS, "IllegalStateException", "broker gone", null));
        assertThat(result.importedWorkerIds()).containsExactly("i-0", "i-1", "i-5", "i-6", "i-7", "i-8");
        assertThat(store.ids()).containsExactlyElementsOf(result.importedWorkerIds());
        assertThat(store.publishedIds()).containsExactlyElementsOf(result.importedWorkerIds());
        assertThat(store.rollbacks())
                .singleElement()
                .satisfies(seen -> assertThat(seen).hasRootCause(broken));
        assertThat(fixture.discovery.pagesTaken("us-east-1")).isEqualTo(3);
    }

    static Stream<Throwable> unexpected() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new NoClassDefFoundError("a bug"),
                new StackOverflowError("a bug"),
                new OutOfMemoryError("a bug"),
                new AssertionError("a bug"),
                new IOException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("unexpected")
    void aDiscoveryThatThrowsFailsAloneAndIsABug(Throwable thrown) {
        fixture.discovery
                .throwing("us-east-1", thrown, instances(0, 2))
                .throwing("eu-west-1", thrown)
                .finds("ap-south-1", instances(10, 12));

        try (LogCapture log = new LogCapture()) {
            JobResult result = fixture.run("us-east-1", "eu-west-1", "ap-south-1");
            assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
            assertThat(targetIn("us-east-1", result).status()).isEqualTo(Completeness.PARTIAL);
            assertThat(targetIn("us-east-1", result).counts()).isEqualTo(ImportCounts.of(2, 0, 0));
            assertThat(targetIn("eu-west-1", result).status()).isEqualTo(Completeness.FAILED);
            assertThat(targetIn("eu-west-1", result).failure())
                    .isEqualTo(new Failure(
                            FailureCause.UNEXPECTED, thrown.getClass().getSimpleName(), "a bug", null));
            assertThat(targetIn("ap-south-1", result).status()).isEqualTo(Completeness.COMPLETE);
            assertThat(log.lines())
                    .contains(
                            "ERROR An unexpected exception ended the auto-import of default/us-east-1",
                            "ERROR An unexpected exception ended the auto-import of default/eu-west-1");
        }
    }

    @Test
    void aRunInWhichEveryTargetFailedAndOneThroughABugIsAnError() {
        fixture.discovery
                .throwing("us-east-1", new IllegalStateException("a bug"))
                .fails("eu-west-1");
        JobResult result = fixture.run("us-east-1", "eu-west-1");
        assertThat(result.status()).isEqualTo(JobStatus.ERROR);
        assertThat(result.reason()).contains("UNEXPECTED (IllegalStateException): a bug", "PERMISSION");
    }

    @Test
    void anErrorOfTheRepositoryFailsTheTargetAlone() {
        fixture.repository(failingOn("i-0", fixture.workers, new NoClassDefFoundError("driver"), null))
                .discovery
                .finds("us-east-1", instances(0, 2))
                .finds("eu-west-1", instances(10, 12));
        JobResult result = fixture.run("us-east-1", "eu-west-1");
        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(causeIn("us-east-1", result)).isEqualTo(FailureCause.UNEXPECTED);
        assertThat(targetIn("eu-west-1", result).counts()).isEqualTo(ImportCounts.of(2, 0, 0));
    }

    /** Kotlin knows no checked exceptions, and Lombok hides them: a host's SQLException may arrive unannounced. */
    @Test
    void aCheckedExceptionOfTheRepositoryIsAFailureOfTheRepository() {
        fixture.repository(failingOn("i-2", fixture.workers, new IOException("lost"), null))
                .discovery
                .finds("us-east-1", instances(0, 2), instances(2, 4))
                .finds("eu-west-1", instances(10, 12));
        JobResult result = fixture.run("us-east-1", "eu-west-1");
        assertThat(targetIn("us-east-1", result).failure())
                .isEqualTo(new Failure(FailureCause.REPOSITORY, "IOException", "lost", null));
        assertThat(targetIn("us-east-1", result).counts()).isEqualTo(ImportCounts.of(2, 0, 2));
        assertThat(result.totalImported()).isEqualTo(result.importedWorkerIds().size());
    }

    @Test
    void aCheckedExceptionOfThePublisherIsAFailureOfTheEvents() {
        fixture.publisher(events -> {
                    throw sneaky(new IOException("broker gone"));
                })
                .discovery
                .finds("us-east-1", instances(0, 2));
        JobResult result = fixture.run("us-east-1");
        assertThat(targetIn("us-east-1", result).failure())
                .isEqualTo(new Failure(FailureCause.EVENTS, "IOException", "broker gone", null));
    }

    /** A discovery may have handed over its last page when it is told to stop, and rightly say that it saw everything. */
    @Test
    void aTargetWhoseLastPageWasLeftAloneIsNotComplete() {
        fixture.discovery.behaves("us-east-1", (target, pages) -> {
            pages.accept(instances(0, 2_500));
            return ScanOutcome.complete(1);
        });
        fixture.repository(new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                return Set.of();
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> workers) {
                caller.interrupt();
                try {
                    // The caller has noticed once it waits again, its flag cleared by the exception.
                    await().atMost(Duration.ofMinutes(1))
                            .until(() -> !caller.isInterrupted() && caller.getState() == Thread.State.WAITING);
                } catch (RuntimeException e) {
                    throw new AssertionError(e);
                }
                return fixture.workers.insertIfAbsent(workers);
            }
        });
        JobResult result = fixture.run("us-east-1");
        assertThat(Thread.interrupted()).isTrue();
        TargetResult target = targetIn("us-east-1", result);
        assertThat(target.counts().found()).isLessThan(2_500);
        assertThat(target.status()).isEqualTo(Completeness.PARTIAL);
        assertThat(causeIn("us-east-1", result)).isEqualTo(FailureCause.STOPPED);
    }

    private final Thread caller = Thread.currentThread();
}
