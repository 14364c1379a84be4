package io.autoimport.test.contract;

import static io.autoimport.test.contract.WorkerFixtures.ACCOUNT;
import static io.autoimport.test.contract.WorkerFixtures.NOW;
import static io.autoimport.test.contract.WorkerFixtures.REGION;
import static io.autoimport.test.contract.WorkerFixtures.SOURCE;
import static io.autoimport.test.contract.WorkerFixtures.UGLY_TEXTS;
import static io.autoimport.test.contract.WorkerFixtures.bare;
import static io.autoimport.test.contract.WorkerFixtures.complete;
import static io.autoimport.test.contract.WorkerFixtures.found;
import static io.autoimport.test.contract.WorkerFixtures.id;
import static io.autoimport.test.contract.WorkerFixtures.ids;
import static io.autoimport.test.contract.WorkerFixtures.named;
import static io.autoimport.test.contract.WorkerFixtures.tagged;
import static io.autoimport.test.contract.WorkerFixtures.worker;
import static io.autoimport.test.contract.WorkerFixtures.workers;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ReconcilableWorkerRepository} must do, beside what every repository must. Extend it, say where the
 * repository is, how to look into its store, and how a worker gets there that the import did not create. Let each test
 * begin with an empty store:
 *
 * <pre>{@code
 * class DeviceRepositoryTest extends ReconcilableWorkerRepositoryContractTest {
 *     private final DeviceRepository repository = new DeviceRepository(emptyStore());
 *
 *     protected ReconcilableWorkerRepository repository() {
 *         return repository;
 *     }
 *
 *     protected @Nullable String storedNameOf(String instanceId) {
 *         return ...; // read from the store itself
 *     }
 *
 *     protected void registerOtherwise(String instanceId) {
 *         ...; // write to the store itself, as the host does
 *     }
 * }
 * }</pre>
 */
public abstract class ReconcilableWorkerRepositoryContractTest extends WorkerRepositoryContractTest {

    private static final int BATCH = 1_000;

    /** For subclasses. */
    protected ReconcilableWorkerRepositoryContractTest() {}

    @Override
    protected abstract ReconcilableWorkerRepository repository();

    /**
     * Registers an instance past the repository, in a way in which workers come in that the import does not create. Where
     * that takes a source and a region, they are {@code default} and {@code us-east-1}.
     *
     * @param instanceId an EC2 instance id that is not registered yet
     */
    protected abstract void registerOtherwise(String instanceId);

    @Test
    void aRecordGivesBackEveryPartOfItsWorker() {
        repository().insertIfAbsent(List.of(complete(1), worker(2)));

        assertThat(record(1).worker()).isEqualTo(complete(1));
        assertThat(record(2).worker()).isEqualTo(worker(2));
    }

    @Test
    void whatIsNotKnownOfAWorkerIsNotKnownOfItsRecord() {
        repository().insertIfAbsent(List.of(bare(1)));

        assertThat(record(1).worker()).isEqualTo(bare(1));
    }

    @Test
    void aWorkerThatWasJustInsertedIsNeitherMissedNorMissingAndOfVersionZero() {
        repository().insertIfAbsent(List.of(worker(1)));

        assertThat(record(1)).isEqualTo(WorkerRecord.of(worker(1)));
    }

    @Test
    void recordsAreFoundOfNobodyButThoseAskedAbout() {
        repository().insertIfAbsent(workers(0, 10));

        assertThat(repository().findRecords(Set.of(id(3), id(99)))).containsOnlyKeys(id(3));
    }

    @Test
    void whatCameInOtherwiseIsKnownAndHasNoRecord() {
        registerOtherwise(id(1));
        repository().insertIfAbsent(List.of(worker(2)));

        assertThat(repository().findKnown(ids(0, 4))).isEqualTo(Set.of(id(1), id(2)));
        assertThat(repository().findRecords(ids(0, 4)))
                .isEqualTo(Map.of(id(1), Optional.empty(), id(2), Optional.of(WorkerRecord.of(worker(2)))));
    }

    @Test
    void whatCameInOtherwiseIsLeftAsItIs() {
        registerOtherwise(id(1));
        @Nullable String name = storedNameOf(id(1));

        assertThat(repository().insertIfAbsent(workers(1, 2))).isEqualTo(Set.of(id(2)));
        assertThat(update(WorkerRecord.of(complete(1)), record(2).present(complete(2))))
                .isEqualTo(Set.of(id(2)));

        assertThat(storedNameOf(id(1))).isEqualTo(name);
        assertThat(repository().findRecords(Set.of(id(1)))).isEqualTo(Map.of(id(1), Optional.empty()));
    }

    @Test
    void anUpdateWritesEveryPartAndTheNextVersion() {
        repository().insertIfAbsent(List.of(worker(1), complete(2), bare(3)));
        List<WorkerRecord> changed = List.of(
                record(1).present(complete(1)).missed(7, NOW),
                record(2).present(bare(2)),
                record(3).present(worker(3)).missed(1, null));

        assertThat(repository().updateIfUnchanged(changed)).isEqualTo(ids(1, 3));

        for (WorkerRecord record : changed) {
            assertThat(find(record.instanceId())).contains(record.nextVersion());
        }
        assertThat(storedNameOf(id(1))).isEqualTo(complete(1).name());
    }

    @Test
    void anUpdateChangesNobodyElse() {
        repository().insertIfAbsent(workers(0, 3));

        update(record(1).missed(1, null));

        assertThat(record(0)).isEqualTo(WorkerRecord.of(worker(0)));
        assertThat(record(2)).isEqualTo(WorkerRecord.of(worker(2)));
    }

    @Test
    void ofAVersionThatIsNotThatOnRecordNothingIsWritten() {
        repository().insertIfAbsent(List.of(worker(1)));
        WorkerRecord read = record(1);
        update(read.missed(1, null));
        WorkerRecord stored = record(1);

        assertThat(update(read.present(named(1, "too late")))).isEmpty();
        assertThat(update(stored.nextVersion().present(named(1, "too early")))).isEmpty();

        assertThat(record(1)).isEqualTo(stored).isEqualTo(read.missed(1, null).nextVersion());
    }

    @Test
    void whoReadsAgainAfterEachUpdateCanWriteAgain() {
        repository().insertIfAbsent(List.of(worker(1)));

        for (int misses = 1; misses <= 3; misses++) {
            assertThat(update(record(1).missed(misses, null))).containsExactly(id(1));
        }

        assertThat(record(1)).isEqualTo(new WorkerRecord(worker(1), 3, null, 3));
    }

    @Test
    void anUpdateAnswersExactlyThoseThatItWrote() {
        registerOtherwise(id(0));
        repository().insertIfAbsent(workers(1, 3));
        WorkerRecord stale = record(2);
        update(stale.missed(1, null));

        Set<String> written = update(
                WorkerRecord.of(named(0, "came in otherwise")),
                record(1).present(named(1, "unchanged")),
                stale.present(named(2, "stale")),
                record(3).present(named(3, "unchanged too")),
                WorkerRecord.of(named(4, "unknown")));

        assertThat(written).isEqualTo(Set.of(id(1), id(3)));
        assertThat(storedNameOf(id(1))).isEqualTo("unchanged");
        assertThat(storedNameOf(id(2))).isEqualTo("worker-2");
        assertThat(storedNameOf(id(3))).isEqualTo("unchanged too");
        assertThat(repository().findKnown(Set.of(id(4)))).isEmpty();
    }

    @Test
    void aWorkerIsMarkedMissingAndRestored() {
        repository().insertIfAbsent(List.of(worker(1)));

        update(record(1).missed(3, NOW));
        assertThat(record(1).missingSince()).isEqualTo(NOW);

        update(record(1).present(worker(1)));
        assertThat(record(1)).isEqualTo(new WorkerRecord(worker(1), 0, null, 2));
    }

    @Test
    void aWorkerThatIsOnRecordIsNotInsertedAgain() {
        repository().insertIfAbsent(List.of(worker(1)));
        update(record(1).missed(3, NOW));
        WorkerRecord stored = record(1);

        assertThat(repository().insertIfAbsent(List.of(named(1, "second")))).isEmpty();

        assertThat(record(1)).isEqualTo(stored);
    }

    @Test
    void aFullBatchIsFoundAndUpdatedAtOnce() {
        repository().insertIfAbsent(workers(0, BATCH));

        assertThat(repository().updateIfUnchanged(missed(records(0, BATCH), 1))).isEqualTo(ids(0, BATCH));

        assertThat(records(0, BATCH))
                .hasSize(BATCH)
                .extracting(WorkerRecord::misses)
                .containsOnly(1);
    }

    @Test
    void textComesBackAsItWasWhateverItLooksLike() {
        List<Worker> ugly = new ArrayList<>();
        for (int i = 0; i < UGLY_TEXTS.size(); i++) {
            String text = UGLY_TEXTS.get(i);
            ugly.add(tagged(i, Map.of("Name", text, text, "as a key", "as a value", text)));
        }
        repository().insertIfAbsent(ugly.subList(0, 3));
        repository().insertIfAbsent(workers(3, ugly.size() - 3));

        repository()
                .updateIfUnchanged(ugly.stream().skip(3).map(WorkerRecord::of).toList());

        for (int i = 0; i < ugly.size(); i++) {
            assertThat(record(i).worker()).isEqualTo(ugly.get(i));
        }
    }

    @Test
    void ofTwoCallersWithTheSameVersionExactlyOneWritesEach() throws Exception {
        repository().insertIfAbsent(workers(0, 200));
        for (int round = 0; round < 10; round++) {
            List<WorkerRecord> read = records(0, 200);

            List<Set<String>> written = Race.of(2, caller -> repository().updateIfUnchanged(missed(read, caller + 1)));

            assertThat(Collections.disjoint(written.get(0), written.get(1)))
                    .as("no record is written by both of two callers that read the same version")
                    .isTrue();
            assertThat(written.get(0).size() + written.get(1).size())
                    .as("how many records either caller says that it wrote, of 200")
                    .isEqualTo(200);
            assertThat(records(0, 200)).allSatisfy(record -> {
                int winner = written.get(0).contains(record.instanceId()) ? 0 : 1;
                assertThat(record.misses()).isEqualTo(winner + 1);
            });
            assertThat(records(0, 200)).extracting(WorkerRecord::version).containsOnly(round + 1L);
        }
    }

    @Test
    void callersWithOverlappingBatchesNeitherFailNorLoseAnUpdate() throws Exception {
        int callers = 8;
        int rounds = 5;
        repository().insertIfAbsent(workers(0, 500 + 50 * (callers - 1)));

        List<List<String>> written = Race.of(callers, caller -> {
            List<String> all = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                List<WorkerRecord> batch = new ArrayList<>();
                for (WorkerRecord read : records(caller * 50, 500)) {
                    batch.add(read.missed(read.misses() + 1, null));
                }
                all.addAll(repository().updateIfUnchanged(batch));
            }
            return all;
        });

        Map<String, Integer> writes = new HashMap<>();
        written.forEach(all -> all.forEach(id -> writes.merge(id, 1, Integer::sum)));
        assertThat(records(0, 500 + 50 * (callers - 1))).allSatisfy(record -> {
            assertThat(record.misses()).isPositive().isEqualTo(writes.get(record.instanceId()));
            assertThat(record.version()).isEqualTo(record.misses());
        });
    }

    @Test
    void aPresenceSaysAsMuchAsItTakesToLookForWhoIsMissing() {
        repository().insertIfAbsent(List.of(worker(1), bare(2), worker(3)));
        update(record(2).missed(2, null), record(3).missed(3, NOW));

        assertThat(repository().findPresences(SOURCE, REGION, null, 10))
                .containsExactlyInAnyOrder(
                        new WorkerPresence(id(1), ACCOUNT, false),
                        new WorkerPresence(id(2), null, false),
                        new WorkerPresence(id(3), ACCOUNT, true));
    }

    @Test
    void presencesAreThoseOfTheSourceInTheRegion() {
        repository()
                .insertIfAbsent(List.of(
                        found(0, SOURCE, REGION),
                        found(1, "Default", REGION),
                        found(2, SOURCE + "2", REGION),
                        found(3, "_%", REGION),
                        found(4, SOURCE, "us-east-2"),
                        found(5, "staging", "eu-west-1")));

        assertThat(idsOf(repository().findPresences(SOURCE, REGION, null, 10))).containsExactly(id(0));
        assertThat(idsOf(repository().findPresences("_%", REGION, null, 10))).containsExactly(id(3));
        assertThat(idsOf(repository().findPresences("staging", "eu-west-1", null, 10)))
                .containsExactly(id(5));
        assertThat(repository().findPresences("staging", REGION, null, 10)).isEmpty();
    }

    @Test
    void whatCameInOtherwiseIsNotAmongThePresences() {
        registerOtherwise(id(1));
        repository().insertIfAbsent(workers(0, 3));

        assertThat(idsOf(repository().findPresences(SOURCE, REGION, null, 10))).containsExactlyInAnyOrder(id(0), id(2));
    }

    @Test
    void pagesListEachPresenceOnceInTheSameOrderWhateverTheirSize() {
        List<Worker> shuffled = new ArrayList<>(workers(0, 25));
        Collections.rotate(shuffled, 7);
        for (Worker worker : shuffled) {
            repository().insertIfAbsent(List.of(worker));
        }
        repository().insertIfAbsent(List.of(found(99, "staging", REGION)));

        List<String> atOnce = idsOf(repository().findPresences(SOURCE, REGION, null, BATCH));

        assertThat(atOnce).containsExactlyInAnyOrderElementsOf(ids(0, 25));
        for (int size : new int[] {1, 4, 5, 24, 25, 26}) {
            assertThat(idsOf(allInPagesOf(size))).as("in pages of " + size).isEqualTo(atOnce);
        }
    }

    @Test
    void behindTheLastPresenceThereIsNone() {
        assertThat(repository().findPresences(SOURCE, REGION, null, 10)).isEmpty();
        repository().insertIfAbsent(workers(0, 3));
        List<String> all = idsOf(repository().findPresences(SOURCE, REGION, null, 10));

        assertThat(repository().findPresences(SOURCE, REGION, all.get(2), 10)).isEmpty();
    }

    @Test
    void whoIsThereAllTheTimeIsListedOnceWhateverHappensBetweenThePages() {
        repository()
                .insertIfAbsent(
                        IntStream.range(0, 20).mapToObj(i -> worker(10 * i)).toList());
        List<String> before = idsOf(repository().findPresences(SOURCE, REGION, null, BATCH));

        List<String> listed = new ArrayList<>();
        @Nullable String after = null;
        for (int page = 0; page < 10; page++) {
            List<String> next = idsOf(repository().findPresences(SOURCE, REGION, after, 4));
            listed.addAll(next);
            after = next.isEmpty() ? after : next.get(next.size() - 1);
            repository().insertIfAbsent(List.of(worker(20 * page + 1), worker(20 * page + 15)));
            update(record(20 * page).missed(1, null), record(20 * page + 10).missed(3, NOW));
        }

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(before);
    }

    @Test
    void aPageBeginsBehindAnIdEvenIfItIsThereNoLonger() {
        repository().insertIfAbsent(List.of(worker(1), worker(3), found(2, "staging", REGION)));

        assertThat(idsOf(repository().findPresences(SOURCE, REGION, id(2), 10))).containsExactly(id(3));
    }

    private Optional<WorkerRecord> find(String instanceId) {
        return repository().findRecords(Set.of(instanceId)).getOrDefault(instanceId, Optional.empty());
    }

    private WorkerRecord record(int number) {
        return find(id(number)).orElseThrow(() -> new AssertionError("There is no record of " + id(number)));
    }

    /** In the order of their ids. */
    private List<WorkerRecord> records(int from, int count) {
        return repository().findRecords(ids(from, count)).values().stream()
                .map(Optional::orElseThrow)
                .sorted(Comparator.comparing(WorkerRecord::instanceId))
                .toList();
    }

    private static List<WorkerRecord> missed(List<WorkerRecord> records, int misses) {
        return records.stream().map(record -> record.missed(misses, null)).toList();
    }

    private Set<String> update(WorkerRecord... records) {
        return repository().updateIfUnchanged(List.of(records));
    }

    private List<WorkerPresence> allInPagesOf(int size) {
        List<WorkerPresence> all = new ArrayList<>();
        @Nullable String after = null;
        while (true) {
            List<WorkerPresence> page = repository().findPresences(SOURCE, REGION, after, size);
            assertThat(page).hasSizeLessThanOrEqualTo(size);
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            assertThat(all).as("a page begins behind the one before").doesNotHaveDuplicates();
            after = page.get(page.size() - 1).instanceId();
        }
    }

    private static List<String> idsOf(Collection<WorkerPresence> presences) {
        return presences.stream().map(WorkerPresence::instanceId).toList();
    }
}
