package io.autoimport.core.command;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.support.TransactionalStore;
import io.autoimport.core.telemetry.ImportListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds for any fleet, whatever breaks in a run. */
class ImportUnderFaultsTest {

    /** How the scan of a target ends, once its pages were handed over. */
    private enum End {
        COMPLETE,
        FAILED,
        EXCEPTION,
        ERROR
    }

    /** The pages of a target, as numbers of instances, and how its scan ends. */
    private record Target(List<List<Integer>> pages, End end) {}

    /**
     * What breaks.
     *
     * @param lookUps which look-ups fail, counted from 1
     * @param inserts which inserts fail
     * @param publications which publications fail
     * @param races before which inserts somebody else inserts the first half of them
     * @param everyScanCompletes whether scans end well whatever the scenario says
     */
    private record Faults(
            Set<Integer> lookUps,
            Set<Integer> inserts,
            Set<Integer> publications,
            Set<Integer> races,
            boolean everyScanCompletes) {
        static final Faults NONE = new Faults(Set.of(), Set.of(), Set.of(), Set.of(), true);
    }

    private record Scenario(
            List<Target> targets,
            Set<Integer> registered,
            Faults faults,
            @Nullable Long maxImports,
            int maxConcurrency) {

        ImportSource source() {
            return ImportSource.named("default")
                    .regions(IntStream.range(0, targets.size())
                            .mapToObj(i -> "region-" + i)
                            .toList())
                    .amiName("CML-*")
                    .ignoredInstanceIds(List.of("i-4", "i-14", "i-24"))
                    .build();
        }

        Target in(String region) {
            return targets.get(Integer.parseInt(region.substring("region-".length())));
        }

        /** The ids of all instances that should end up as workers. */
        Set<String> importable() {
            return targets.stream()
                    .flatMap(target -> target.pages().stream())
                    .flatMap(List::stream)
                    .map(ImportUnderFaultsTest::instance)
                    .filter(instance -> source().certainObjectionsTo(instance).isEmpty())
                    .map(Instance::id)
                    .collect(Collectors.toSet());
        }
    }

    // What an instance is like depends on its number alone: seen twice, it is the same.
    private static Instance instance(int number) {
        InstanceState[] states = InstanceState.values();
        var builder = anInstance().id("i-" + number).in(states[number % states.length]);
        return number % 11 == 0 ? builder.tagged("auto-import:ignore", "").build() : builder.build();
    }

    /** A store with faults. */
    private static final class World {
        private final Scenario scenario;
        private final Faults faults;
        private final TransactionalStore store;
        private final AtomicInteger lookUps = new AtomicInteger();
        private final AtomicInteger inserts = new AtomicInteger();
        private final AtomicInteger publications = new AtomicInteger();
        private final Set<String> insertedByOthers = ConcurrentHashMap.newKeySet();

        World(Scenario scenario, Faults faults, TransactionalStore store) {
            this.scenario = scenario;
            this.faults = faults;
            this.store = store;
        }

        JobResult run(@Nullable Long maxImports, int maxConcurrency) {
            return new BulkImportWorkersHandler(
                            discovery(), repository(), publisher(), store, ImportListener.NONE, new MutableClock())
                    .handle(BulkImportWorkersCommand.of(scenario.source())
                            .createdBy("alice")
                            .maxImports(maxImports)
                            .maxConcurrency(maxConcurrency)
                            .build());
        }

        private InstanceDiscovery discovery() {
            return (target, consumer) -> {
                Target script = scenario.in(target.region());
                boolean any = false;
                for (List<Integer> page : script.pages()) {
                    any = true;
                    if (!consumer.accept(
                            page.stream().map(ImportUnderFaultsTest::instance).toList())) {
                        return ScanOutcome.stopped(1);
                    }
                }
                Failure throttled = new Failure(FailureCause.THROTTLED, "RequestLimitExceeded", "slow down", "req");
                return switch (faults.everyScanCompletes() ? End.COMPLETE : script.end()) {
                    case COMPLETE -> ScanOutcome.complete(1);
                    case FAILED -> ScanOutcome.failed(throttled, any, 1);
                    case EXCEPTION -> throw new IllegalStateException("a bug");
                    case ERROR -> throw new NoClassDefFoundError("a bug");
                };
            };
        }

        private WorkerRepository repository() {
            return new WorkerRepository() {
                @Override
                public Set<String> findKnown(Set<String> instanceIds) {
                    failIf(faults.lookUps().contains(lookUps.incrementAndGet()), "look-up");
                    return store.repository().findKnown(instanceIds);
                }

                @Override
                public Set<String> insertIfAbsent(Collection<Worker> workers) {
                    int number = inserts.incrementAndGet();
                    if (faults.races().contains(number)) {
                        // Somebody else's transaction, long committed: it must survive the rollback of this one.
                        insertedByOthers.addAll(raced(workers));
                    }
                    failIf(faults.inserts().contains(number), "insert");
                    return store.repository().insertIfAbsent(workers);
                }
            };
        }

        private Set<String> raced(Collection<Worker> workers) {
            return store.insertCommitted(workers.stream()
                    .limit((workers.size() + 1) / 2)
                    .map(worker -> Worker.of(worker.instance(), "elsewhere", "somebody", "run-0", worker.importedAt()))
                    .toList());
        }

        private EventPublisher publisher() {
            return events -> {
                // Half of them are out before it breaks, as with a broker.
                store.publisher().publish(events.subList(0, events.size() / 2));
                failIf(faults.publications().contains(publications.incrementAndGet()), "publication");
                store.publisher().publish(events.subList(events.size() / 2, events.size()));
            };
        }

        private static void failIf(boolean condition, String what) {
            if (condition) {
                throw new IllegalStateException(what + " failed");
            }
        }
    }

    @Property(tries = 1_500, seed = "20261123")
    void theBooksAlwaysBalance(@ForAll("scenarios") Scenario scenario) {
        TransactionalStore store = new TransactionalStore();
        Set<String> before = register(scenario, store);
        World world = new World(scenario, scenario.faults(), store);

        JobResult result = world.run(scenario.maxImports(), scenario.maxConcurrency());

        Set<String> imported = new LinkedHashSet<>(result.importedWorkerIds());
        assertThat(result.importedWorkerIds()).doesNotHaveDuplicates().hasSize((int) result.totalImported());
        assertThat(scenario.importable()).containsAll(imported);
        assertThat(store.ids())
                .containsExactlyInAnyOrderElementsOf(union(union(before, world.insertedByOthers), imported));
        assertThat(Collections.disjoint(imported, union(before, world.insertedByOthers)))
                .isTrue();
        assertThat(store.publishedIds()).containsExactlyInAnyOrderElementsOf(imported);
        assertThat(result.targets()).hasSize(scenario.targets().size());
        assertThat(result.targets().stream().map(TargetResult::counts).reduce(ImportCounts.NONE, ImportCounts::plus))
                .isEqualTo(result.totals());
        result.targets().forEach(target -> assertBalanced(target, scenario));
        assertThat(result.status()).isEqualTo(expectedStatus(result.targets()));
        if (scenario.maxImports() != null) {
            assertThat(result.totalImported()).isLessThanOrEqualTo(scenario.maxImports());
        }

        // And the next run, with nothing broken, does exactly what is left.
        Set<String> left = scenario.importable();
        left.removeAll(store.ids());
        JobResult next = new World(scenario, Faults.NONE, store).run(null, scenario.maxConcurrency());
        assertThat(next.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(next.importedWorkerIds()).containsExactlyInAnyOrderElementsOf(left);
        assertThat(store.ids()).containsAll(scenario.importable());
        assertThat(store.publishedIds()).containsExactlyInAnyOrderElementsOf(union(imported, left));
    }

    private static Set<String> register(Scenario scenario, TransactionalStore store) {
        List<Worker> workers = scenario.registered().stream()
                .map(number -> Worker.of(instance(number), "earlier", "somebody", "run-0", MutableClock.START))
                .toList();
        return store.insert(workers);
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return all;
    }

    private static void assertBalanced(TargetResult target, Scenario scenario) {
        ImportCounts counts = target.counts();
        assertThat(counts.found()).isEqualTo(counts.imported() + counts.skipped() + counts.failed());
        Target script = scenario.in(target.region());
        List<Long> foundAfterPage = new ArrayList<>(List.of(0L));
        for (List<Integer> page : script.pages()) {
            foundAfterPage.add(foundAfterPage.get(foundAfterPage.size() - 1)
                    + page.stream().distinct().count());
        }
        assertThat(foundAfterPage).as("whole pages").contains(counts.found());
        if (target.status() == Completeness.COMPLETE) {
            assertThat(counts.failed()).isZero();
            assertThat(script.end()).isEqualTo(End.COMPLETE);
            assertThat(counts.found()).isEqualTo(foundAfterPage.get(foundAfterPage.size() - 1));
        }
        if (target.status() == Completeness.FAILED) {
            assertThat(counts.imported()).isZero();
        }
        if (counts.failed() > 0) {
            assertThat(target.failure()).isNotNull();
        }
    }

    private static JobStatus expectedStatus(List<TargetResult> targets) {
        Map<Completeness, Long> by =
                targets.stream().collect(Collectors.groupingBy(TargetResult::status, Collectors.counting()));
        if (by.getOrDefault(Completeness.COMPLETE, 0L) == targets.size()) {
            return JobStatus.SUCCESS;
        }
        if (by.getOrDefault(Completeness.FAILED, 0L) < targets.size()) {
            return JobStatus.PARTIAL;
        }
        boolean bug = targets.stream()
                .anyMatch(target -> target.failure() != null && target.failure().cause() == FailureCause.UNEXPECTED);
        return bug ? JobStatus.ERROR : JobStatus.FAILED;
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 40);
        Arbitrary<End> ends = Arbitraries.frequency(
                Tuple.of(5, End.COMPLETE), Tuple.of(2, End.FAILED), Tuple.of(1, End.EXCEPTION), Tuple.of(1, End.ERROR));
        Arbitrary<Target> targets = Combinators.combine(
                        numbers.list().ofMaxSize(12).list().ofMaxSize(5), ends)
                .as(Target::new);
        Arbitrary<Set<Integer>> calls = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Set.<Integer>of())),
                Tuple.of(
                        1,
                        Arbitraries.integers().between(1, 8).set().ofMinSize(1).ofMaxSize(3)));
        Arbitrary<Faults> faults = Combinators.combine(calls, calls, calls, calls)
                .as((lookUps, inserts, publications, races) ->
                        new Faults(lookUps, inserts, publications, races, false));
        Arbitrary<@Nullable Long> limits = Arbitraries.longs().between(1, 25).injectNull(0.5);
        return Combinators.combine(
                        targets.list().ofMinSize(1).ofMaxSize(4),
                        numbers.set().ofMaxSize(10),
                        faults,
                        limits,
                        Arbitraries.integers().between(1, 4))
                .as(Scenario::new);
    }
}
