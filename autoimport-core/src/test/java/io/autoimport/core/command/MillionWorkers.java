package io.autoimport.core.command;

import static io.autoimport.core.support.InstanceBuilder.anInstance;

import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.telemetry.ImportListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A run over a million workers, every hundredth of which is gone. Nothing of all this is held but by the run itself. */
final class MillionWorkers {

    private static final int WORKERS = 1_000_000;
    private static final int PAGE = 1_000;
    private static final String PREFIX = "i-0000000000";

    private MillionWorkers() {}

    public static void main(String[] arguments) {
        BulkImportWorkersHandler handler = new BulkImportWorkersHandler(
                new Fleet(),
                new Registry(),
                EventPublisher.NONE,
                UnitOfWork.NONE,
                ImportListener.NONE,
                Clock.systemUTC());
        JobResult result = handler.handle(BulkImportWorkersCommand.of(ImportFixture.source("us-east-1"))
                .createdBy("test")
                .reconciliation(new Reconciliation(true, MissingPolicy.MARK, 1, 20))
                .build());
        System.out.println(result.status() + " " + result.totals());
    }

    private static String id(int number) {
        return PREFIX + (WORKERS + number);
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(PREFIX.length())) - WORKERS;
    }

    private static boolean isGone(int number) {
        return number % 100 == 0;
    }

    private static final class Fleet implements InstanceDiscovery {

        @Override
        public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
            for (int from = 0; from < WORKERS; from += PAGE) {
                List<Instance> page = IntStream.range(from, from + PAGE)
                        .filter(number -> !isGone(number))
                        .mapToObj(number -> anInstance(id(number)))
                        .toList();
                pages.accept(page);
            }
            return ScanOutcome.complete(WORKERS / PAGE);
        }

        @Override
        public ScanOutcome lookUp(ImportTarget target, Set<String> instanceIds, PageConsumer pages) {
            return ScanOutcome.complete(1);
        }
    }

    private static final class Registry implements ReconcilableWorkerRepository {

        @Override
        public Map<String, Optional<WorkerRecord>> findRecords(Set<String> instanceIds) {
            Map<String, Optional<WorkerRecord>> records = new HashMap<>();
            instanceIds.forEach(id -> records.put(
                    id,
                    Optional.of(WorkerRecord.of(Worker.of(anInstance(id), "default", "test", "run", Instant.EPOCH)))));
            return records;
        }

        @Override
        public List<WorkerPresence> findPresences(String source, String region, @Nullable String after, int limit) {
            int from = after == null ? 0 : number(after) + 1;
            return IntStream.range(from, Math.min(WORKERS, from + limit))
                    .mapToObj(number -> new WorkerPresence(id(number), null, false))
                    .toList();
        }

        @Override
        public Set<String> insertIfAbsent(Collection<Worker> workers) {
            throw new IllegalStateException("All are known");
        }

        @Override
        public Set<String> updateIfUnchanged(Collection<WorkerRecord> records) {
            return records.stream().map(WorkerRecord::instanceId).collect(Collectors.toSet());
        }
    }
}
