package io.autoimport.test.contract;

import static io.autoimport.test.contract.WorkerFixtures.bare;
import static io.autoimport.test.contract.WorkerFixtures.id;
import static io.autoimport.test.contract.WorkerFixtures.ids;
import static io.autoimport.test.contract.WorkerFixtures.named;
import static io.autoimport.test.contract.WorkerFixtures.worker;
import static io.autoimport.test.contract.WorkerFixtures.workers;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.WorkerRepository;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WorkerRepository} must do. Extend it, say where the repository is and how to look into its store,
 * and let each test begin with an empty store:
 *
 * <pre>{@code
 * class DeviceRepositoryTest extends WorkerRepositoryContractTest {
 *     private final DeviceRepository repository = new DeviceRepository(emptyStore());
 *
 *     protected WorkerRepository repository() {
 *         return repository;
 *     }
 *
 *     protected @Nullable String storedNameOf(String instanceId) {
 *         return ...; // read from the store itself
 *     }
 * }
 * }</pre>
 */
public abstract class WorkerRepositoryContractTest {

    private static final int BATCH = 1_000;

    /** For subclasses. */
    protected WorkerRepositoryContractTest() {}

    /**
     * The repository under test, always the same during one test.
     *
     * @return a repository whose store is empty when a test begins
     */
    protected abstract WorkerRepository repository();

    /**
     * Looks into the store, past the repository.
     *
     * @param instanceId an EC2 instance id
     * @return the name that the worker is stored with, or null if there is none
     */
    protected abstract @Nullable String storedNameOf(String instanceId);

    @Test
    void anEmptyRepositoryKnowsNobody() {
        assertThat(repository().findKnown(ids(0, 3))).isEmpty();
    }

    @Test
    void whatWasInsertedIsKnown() {
        assertThat(repository().insertIfAbsent(workers(0, 3))).isEqualTo(ids(0, 3));

        assertThat(repository().findKnown(ids(0, 3))).isEqualTo(ids(0, 3));
        assertThat(storedNameOf(id(1))).isEqualTo("worker-1");
    }

    @Test
    void aLookUpAnswersForNobodyButThoseAskedAbout() {
        repository().insertIfAbsent(workers(0, 10));

        assertThat(repository().findKnown(Set.of(id(3), id(99)))).containsExactly(id(3));
    }

    @Test
    void aSecondInsertOfTheSameInsertsNothing() {
        repository().insertIfAbsent(workers(0, 5));

        assertThat(repository().insertIfAbsent(workers(0, 5))).isEmpty();
    }

    @Test
    void anInsertAnswersOnlyThoseThatWereAbsent() {
        repository().insertIfAbsent(workers(0, 5));

        assertThat(repository().insertIfAbsent(workers(3, 5))).isEqualTo(ids(5, 3));
    }

    @Test
    void aWorkerThatIsThereIsLeftAsItIs() {
        repository().insertIfAbsent(List.of(named(1, "first")));

        repository().insertIfAbsent(List.of(named(1, "second"), worker(2)));

        assertThat(storedNameOf(id(1))).isEqualTo("first");
        assertThat(storedNameOf(id(2))).isEqualTo("worker-2");
    }

    @Test
    void aFullBatchIsTakenAtOnce() {
        assertThat(repository().insertIfAbsent(workers(0, BATCH))).hasSize(BATCH);
        assertThat(repository().findKnown(ids(0, BATCH))).hasSize(BATCH);
    }

    @Test
    void whatIsNotKnownOfAWorkerMayBeMissing() {
        assertThat(repository().insertIfAbsent(List.of(bare(1)))).containsExactly(id(1));
        assertThat(storedNameOf(id(1))).isEqualTo("ami-0123456789abcdef0-00000001");
    }

    @Test
    void textIsStoredAsItIsWhateverItLooksLike() {
        List<String> names = WorkerFixtures.UGLY_TEXTS;

        for (int i = 0; i < names.size(); i++) {
            repository().insertIfAbsent(List.of(named(i, names.get(i))));
        }

        for (int i = 0; i < names.size(); i++) {
            assertThat(storedNameOf(id(i))).isEqualTo(names.get(i));
        }
    }

    @Test
    void ofTwoCallersAtTheSameMomentExactlyOneInsertsEachWorker() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<Worker> batch = workers(round * 200, 200);

            List<Set<String>> inserted = Race.of(2, caller -> repository().insertIfAbsent(batch));

            assertThat(bothIn(inserted.get(0), inserted.get(1)))
                    .as("how many workers two callers both say that they inserted")
                    .isZero();
            assertThat(inserted.get(0).size() + inserted.get(1).size())
                    .as("how many workers either caller says that it inserted, of 200")
                    .isEqualTo(200);
        }
        assertThat(repository().findKnown(ids(0, BATCH))).hasSize(BATCH);
    }

    @Test
    void callersWithOverlappingBatchesNeitherFailNorInsertTwice() throws Exception {
        int callers = 8;

        List<Set<String>> inserted = Race.of(callers, caller -> {
            return repository().insertIfAbsent(workers(caller * 50, 500));
        });

        List<String> all = inserted.stream().flatMap(Set::stream).toList();
        Set<String> each = ids(0, 500 + 50 * (callers - 1));
        assertThat(all.size() - Set.copyOf(all).size())
                .as("how many times a worker was inserted again, as the callers say")
                .isZero();
        assertThat(all).containsExactlyInAnyOrderElementsOf(each);
    }

    @Test
    void ofManyCallersWithRandomBatchesExactlyOneInsertsEachWorker() throws Exception {
        int callers = 50;
        int batches = 200;
        int fleet = 10_000;
        long seed = 4711;

        List<List<String>> inserted = Race.of(callers, caller -> {
            Random random = new Random(seed + caller);
            List<String> all = new ArrayList<>();
            for (int i = 0; i < batches; i++) {
                List<Worker> batch = random.ints(random.nextInt(1, 12), 0, fleet)
                        .distinct()
                        .sorted()
                        .mapToObj(WorkerFixtures::worker)
                        .toList();
                all.addAll(repository().insertIfAbsent(batch));
            }
            return all;
        });

        Set<String> known = new HashSet<>();
        for (int from = 0; from < fleet; from += BATCH) {
            known.addAll(repository().findKnown(ids(from, BATCH)));
        }
        List<String> all = inserted.stream().flatMap(List::stream).toList();
        assertThat(all.size() - Set.copyOf(all).size())
                .as("how many times a worker was inserted again, as the callers say (seed %s)", seed)
                .isZero();
        assertThat(all).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(known);
    }

    private static long bothIn(Set<String> one, Set<String> other) {
        return one.stream().filter(other::contains).count();
    }
}
