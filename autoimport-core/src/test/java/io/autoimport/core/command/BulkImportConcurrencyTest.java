package io.autoimport.core.command;

import static io.autoimport.core.command.ImportFixture.targetIn;
import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.WorkerRepository;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BulkImportConcurrencyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ImportFixture fixture = new ImportFixture();

    private static String[] regions(int count) {
        return IntStream.range(0, count).mapToObj(i -> "region-" + i).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void targetsRunSideBySideUpToTheLimitAndNeverMore(int limit) {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier allOfThem = new CyclicBarrier(limit);
        String[] regions = regions(3 * limit);
        for (String region : regions) {
            fixture.discovery.behaves(region, (target, pages) -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                passes(allOfThem);
                running.decrementAndGet();
                return ScanOutcome.complete(1, "nothing");
            });
        }
        JobResult result = fixture.run(command -> command.maxConcurrency(limit), regions);
        assertThat(result.status()).as("%s", result.reason()).isEqualTo(JobStatus.SUCCESS);
        assertThat(most).hasValue(limit);
    }

    private static void passes(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new AssertionError("the others did not come", e);
        }
    }

    private static void passes(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("a working thread was interrupted", e);
        }
    }

    @Test
    void aSlowTargetDoesNotHoldUpTheOthers() {
        CountDownLatch othersDone = new CountDownLatch(3);
        fixture.discovery.behaves("region-0", (target, pages) -> {
            passes(othersDone);
            return ScanOutcome.complete(1, "nothing");
        });
        for (int i = 1; i < 4; i++) {
            fixture.discovery.behaves("region-" + i, (target, pages) -> {
                othersDone.countDown();
                return ScanOutcome.complete(1, "nothing");
            });
        }
        assertThat(fixture.run(command -> command.maxConcurrency(2), regions(4)).status())
                .isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    void noThreadIsLeftBehind() {
        Set<Thread> working = ConcurrentHashMap.newKeySet();
        for (String region : regions(4)) {
            fixture.discovery.behaves(region, (target, pages) -> {
                working.add(Thread.currentThread());
                if (region.equals("region-3")) {
                    throw new IllegalStateException("even then");
                }
                return ScanOutcome.complete(1);
            });
        }
        fixture.run(regions(4));
        assertThat(working).isNotEmpty().doesNotContain(Thread.currentThread()).allMatch(Thread::isDaemon);
        assertThat(working).allMatch(thread -> thread.getName().startsWith("auto-import-target-"));
        await().atMost(PATIENCE).until(() -> working.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void anInterruptStopsBetweenPagesAndTheFlagIsKept() {
        Thread caller = Thread.currentThread();
        AtomicBoolean workerInterrupted = new AtomicBoolean();
        fixture.discovery.behaves("region-0", (target, pages) -> {
            assertThat(pages.accept(instances(0, 5))).isTrue();
            interruptAndLetItSettle(caller);
            workerInterrupted.set(Thread.currentThread().isInterrupted());
            assertThat(pages.accept(instances(5, 10))).isFalse();
            return ScanOutcome.stopped(1);
        });
        fixture.discovery.finds("region-1", instances(20, 25));

        JobResult result = fixture.run(command -> command.maxConcurrency(1), "region-0", "region-1");
        assertThat(Thread.interrupted()).as("the flag of the caller").isTrue();
        assertThat(workerInterrupted).isFalse();
        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(5, 0, 0));
        assertThat(targetIn("region-0", result).status()).isEqualTo(Completeness.PARTIAL);
        assertThat(targetIn("region-1", result).status()).isEqualTo(Completeness.FAILED);
        assertThat(result.targets())
                .allSatisfy(target -> assertThat(target.failure())
                        .isNotNull()
                        .extracting(failure -> failure.cause())
                        .isEqualTo(FailureCause.STOPPED));
        assertThat(fixture.discovery.pagesTaken("region-1")).isZero();
        assertThat(fixture.registeredIds()).hasSize(5);
    }

    // The caller has noticed the interrupt once it waits again with its flag cleared.
    private static void interruptAndLetItSettle(Thread caller) {
        caller.interrupt();
        awaitSettled(caller);
    }

    private static void awaitSettled(Thread caller) {
        await().atMost(PATIENCE).until(() -> !caller.isInterrupted() && caller.getState() == Thread.State.WAITING);
    }

    @Test
    void aRunThatIsInterruptedWhileItAsksForItsPermissionsScansNothing() {
        Thread caller = Thread.currentThread();
        AtomicInteger scans = new AtomicInteger();
        fixture.discovery.whileChecking(() -> interruptAndLetItSettle(caller)).behaves("us-east-1", (target, pages) -> {
            scans.incrementAndGet();
            return ScanOutcome.complete(1);
        });

        JobResult result = fixture.run(command -> command.preflight(Preflight.WARN), "us-east-1");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(targetIn("us-east-1", result).failure())
                .isNotNull()
                .extracting(failure -> failure.cause())
                .isEqualTo(FailureCause.STOPPED);
        assertThat(scans).hasValue(0);
    }

    @Test
    void aRunThatIsInterruptedBeforeItBeginsGoesNoFurtherThanItsFirstTargets() {
        Thread caller = Thread.currentThread();
        fixture.discovery.behaves("region-0", (target, pages) -> {
            awaitSettled(caller);
            return pages.accept(instances(0, 1)) ? ScanOutcome.complete(1) : ScanOutcome.stopped(1);
        });
        fixture.discovery.finds("region-1", instances(1, 2));
        Thread.currentThread().interrupt();
        JobResult result = fixture.run(command -> command.maxConcurrency(1), "region-0", "region-1");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(result.totals()).isEqualTo(ImportCounts.NONE);
        assertThat(fixture.registeredIds()).isEmpty();
    }

    @Test
    void theLimitOfImportsIsKept() {
        fixture.discovery.finds("us-east-1", instances(0, 4), instances(4, 10));
        JobResult result = fixture.run(command -> command.maxImports(6L), "us-east-1");
        assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(6, 4, 0));
        assertThat(result.warnings())
                .containsExactly("the limit of 6 imports per run is reached; 4 instances wait for the next run");
        assertThat(fixture.registeredIds()).hasSize(6);

        JobResult next = fixture.run(command -> command.maxImports(6L), "us-east-1");
        assertThat(next.totals()).isEqualTo(ImportCounts.of(4, 6, 0));
        assertThat(next.warnings()).isEmpty();
    }

    @Test
    void aLimitThatIsJustEnoughWarnsOfNothing() {
        fixture.discovery.finds("us-east-1", instances(0, 10));
        JobResult result = fixture.run(command -> command.maxImports(10L), "us-east-1");
        assertThat(result.totalImported()).isEqualTo(10);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void theLimitHoldsForAllTargetsTogetherHoweverTheyRace() {
        String[] regions = regions(8);
        CyclicBarrier together = new CyclicBarrier(8);
        for (int r = 0; r < 8; r++) {
            int from = r * 100;
            fixture.discovery.behaves(regions[r], (target, pages) -> {
                passes(together);
                for (int page = 0; page < 10; page++) {
                    pages.accept(instances(from + page * 10, from + page * 10 + 10));
                }
                return ScanOutcome.complete(10);
            });
        }
        JobResult result = fixture.run(command -> command.maxConcurrency(8).maxImports(333L), regions);
        assertThat(result.totals()).isEqualTo(ImportCounts.of(333, 467, 0));
        assertThat(fixture.registeredIds()).hasSize(333);
        assertThat(result.importedWorkerIds()).hasSize(333).doesNotHaveDuplicates();
        assertThat(fixture.published.importedIds()).containsExactlyInAnyOrderElementsOf(result.importedWorkerIds());
        assertThat(result.warnings())
                .containsExactly("the limit of 333 imports per run is reached; 467 instances wait for the next run");
    }

    @Test
    void importsThatFailedOrWereMadeByOthersDoNotUseUpTheLimit() {
        WorkerRepository repository = new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                return Set.of();
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> workers) {
                Set<String> ids = workers.stream().map(Worker::instanceId).collect(Collectors.toSet());
                if (ids.contains("i-0")) {
                    throw new IllegalStateException("lost");
                }
                return ids.contains("i-10") ? Set.of("i-10") : ids;
            }
        };
        fixture.repository(repository)
                .discovery
                .finds("region-0", instances(0, 5))
                .finds("region-1", instances(10, 15))
                .finds("region-2", instances(20, 24));
        JobResult result = fixture.run(command -> command.maxConcurrency(1).maxImports(5L), regions(3));
        assertThat(targetIn("region-0", result).counts()).isEqualTo(ImportCounts.of(0, 0, 5));
        assertThat(targetIn("region-1", result).counts()).isEqualTo(ImportCounts.of(1, 4, 0));
        assertThat(targetIn("region-2", result).counts()).isEqualTo(ImportCounts.of(4, 0, 0));
        assertThat(result.totalImported()).isEqualTo(5);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void aMillionInstancesStreamThroughWithoutBeingHeld() {
        List<WeakReference<Instance>> seen = new ArrayList<>();
        AtomicReference<@Nullable Long> collected = new AtomicReference<>();
        WorkerRepository forgetful = new WorkerRepository() {
            @Override
            public Set<String> findKnown(Set<String> instanceIds) {
                return Set.of();
            }

            @Override
            public Set<String> insertIfAbsent(Collection<Worker> workers) {
                return workers.stream().map(Worker::instanceId).collect(Collectors.toSet());
            }
        };
        fixture.repository(forgetful).publisher(EventPublisher.NONE).discovery.behaves("us-east-1", (target, pages) -> {
            for (int page = 0; page < 1_000; page++) {
                List<Instance> instances = new ArrayList<>(1_000);
                for (int i = 0; i < 1_000; i++) {
                    instances.add(anInstance("i-" + (page * 1_000 + i)));
                }
                seen.add(new WeakReference<>(instances.get(0)));
                pages.accept(instances);
            }
            collected.set(collectedOf(seen.subList(0, 999)));
            return ScanOutcome.complete(1_000);
        });
        JobResult result = fixture.run("us-east-1");
        assertThat(result.totals()).isEqualTo(ImportCounts.of(1_000_000, 0, 0));
        assertThat(result.importedWorkerIds()).hasSize(JobResult.MAX_IMPORTED_WORKER_IDS);
        assertThat(collected.get()).as("pages collected while the run went on").isEqualTo(999L);
    }

    private static long collectedOf(List<WeakReference<Instance>> references) {
        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return references.stream().allMatch(reference -> reference.refersTo(null));
        });
        return references.stream().filter(reference -> reference.refersTo(null)).count();
    }
}
