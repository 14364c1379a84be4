package io.autoimport.core.command;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.ScanMode;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.ImportListeners;
import io.autoimport.core.telemetry.RunLog;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports targets side by side, each page by page. A target that fails does so alone. Thread-safe; never throws for
 * what AWS, the repository or the publisher do.
 */
public final class BulkImportWorkersHandler implements CommandHandler<BulkImportWorkersCommand, JobResult> {

    private static final Logger log = LoggerFactory.getLogger(BulkImportWorkersHandler.class);

    private final InstanceDiscovery discovery;
    private final WorkerRegistry registry;
    private final PageImport pageImport;
    private final ImportListener listener;
    private final Clock clock;

    /**
     * Makes a handler for workers that are registered nowhere else.
     *
     * @param discovery finds instances
     * @param repository registers workers
     * @param events is told of each worker that was imported
     * @param unitOfWork makes the inserts of a page and their events one
     * @param listener watches
     * @param clock tells the time
     */
    public BulkImportWorkersHandler(
            InstanceDiscovery discovery,
            WorkerRepository repository,
            EventPublisher events,
            UnitOfWork unitOfWork,
            ImportListener listener,
            Clock clock) {
        this(discovery, repository, KnownInstances.NONE, events, unitOfWork, listener, clock);
    }

    /**
     * Makes a handler.
     *
     * @param discovery finds instances
     * @param repository registers workers
     * @param elsewhere knows instances that are registered elsewhere, and never imported
     * @param events is told of each worker that was imported
     * @param unitOfWork makes the inserts of a page and their events one
     * @param listener watches
     * @param clock tells the time
     */
    @Inject
    public BulkImportWorkersHandler(
            InstanceDiscovery discovery,
            WorkerRepository repository,
            KnownInstances elsewhere,
            EventPublisher events,
            UnitOfWork unitOfWork,
            ImportListener listener,
            Clock clock) {
        this.discovery = discovery;
        this.listener = ImportListeners.of(listener);
        this.clock = clock;
        this.registry = new WorkerRegistry(repository, elsewhere, events, unitOfWork, clock);
        this.pageImport = new PageImport(registry, this.listener);
    }

    @Override
    public Class<BulkImportWorkersCommand> commandType() {
        return BulkImportWorkersCommand.class;
    }

    @Override
    public JobResult handle(BulkImportWorkersCommand command) {
        Instant startedAt = clock.instant();
        ImportRun run = new ImportRun(command);
        List<TargetResult> results = importAll(run, command.targets());
        return new JobResult(
                command.runId(),
                statusOf(results),
                reasonOf(results),
                results.stream().map(TargetResult::counts).reduce(ImportCounts.NONE, ImportCounts::plus),
                run.importedIds(),
                run.truncated(),
                startedAt,
                JobResult.elapsed(startedAt, clock.instant()),
                command.dryRun(),
                results.stream().mapToLong(TargetResult::apiCalls).sum(),
                warningsOf(run, results),
                results,
                run.plan());
    }

    private List<TargetResult> importAll(ImportRun run, List<ImportTarget> targets) {
        AtomicReferenceArray<@Nullable TargetResult> results = new AtomicReferenceArray<>(targets.size());
        List<Runnable> tasks = new ArrayList<>();
        for (List<Integer> inTurn : inTurn(targets)) {
            tasks.add(() -> inTurn.forEach(i -> results.set(i, importTarget(run, targets.get(i)))));
        }
        TargetPool.runAll(run, tasks, listener);
        return IntStream.range(0, targets.size())
                .mapToObj(i -> resultOrDied(run, results.get(i), targets.get(i)))
                .toList();
    }

    private TargetResult importTarget(ImportRun run, ImportTarget target) {
        try {
            return new TargetImport(discovery, registry, pageImport, listener, run, target).execute();
        } catch (Exception e) { // a bug; the sources that wait for their turn behind this one must not suffer from it
            RunLog.of(log.atError(), run.id(), target).setCause(e).log("An unexpected exception ended a target");
            return died(run, target, Failure.of(FailureCause.UNEXPECTED, e));
        }
    }

    /**
     * The targets, by their indexes, that can't be done side by side: two sources that search the same account and
     * region may find the same instance, and then the first source by name is to have it. Besides, it is by account and
     * region that AWS limits the rate of requests, so that not much is lost.
     */
    private static Collection<List<Integer>> inTurn(List<ImportTarget> targets) {
        Map<String, List<Integer>> byPlace = new LinkedHashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            ImportTarget target = targets.get(i);
            @Nullable AssumedRole role = target.source().role();
            String place = (role == null ? "" : role.account()) + "/" + target.region();
            byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(i);
        }
        byPlace.values()
                .forEach(indexes -> indexes.sort(
                        Comparator.comparing(i -> targets.get(i).source().name())));
        return byPlace.values();
    }

    private static TargetResult resultOrDied(ImportRun run, @Nullable TargetResult result, ImportTarget target) {
        return result != null
                ? result
                : died(run, target, new Failure(FailureCause.UNEXPECTED, null, "its thread died; see the log", null));
    }

    private static TargetResult died(ImportRun run, ImportTarget target, Failure failure) {
        return new TargetResult(
                target.source().name(),
                target.region(),
                null,
                run.command().bases().containsKey(target) ? ScanMode.INCREMENTAL : ScanMode.FULL,
                Completeness.FAILED,
                ImportCounts.NONE,
                0,
                0,
                0,
                List.of(),
                failure,
                null);
    }

    private static JobStatus statusOf(List<TargetResult> results) {
        if (results.stream().allMatch(result -> result.status() == Completeness.COMPLETE)) {
            return JobStatus.SUCCESS;
        }
        if (results.stream().anyMatch(result -> result.status() != Completeness.FAILED)) {
            return JobStatus.PARTIAL;
        }
        return results.stream().anyMatch(BulkImportWorkersHandler::failedUnexpectedly)
                ? JobStatus.ERROR
                : JobStatus.FAILED;
    }

    private static boolean failedUnexpectedly(TargetResult result) {
        return result.failure() != null && result.failure().cause() == FailureCause.UNEXPECTED;
    }

    private static @Nullable String reasonOf(List<TargetResult> results) {
        String reasons = results.stream()
                .filter(result -> result.failure() != null)
                .map(result -> labelOf(result) + ": " + describe(result.failure()))
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : reasons;
    }

    private static String describe(@Nullable Failure failure) {
        return failure == null ? "" : failure.describe();
    }

    private static String labelOf(TargetResult result) {
        return result.source() + "/" + result.region();
    }

    private static List<String> warningsOf(ImportRun run, List<TargetResult> results) {
        List<String> warnings = new ArrayList<>();
        for (TargetResult result : results) {
            result.warnings().forEach(warning -> warnings.add(labelOf(result) + ": " + warning));
        }
        if (run.putOff() > 0) {
            warnings.add("the limit of " + run.command().maxImports() + " imports per run is reached; " + run.putOff()
                    + " instances wait for the next run");
        }
        return warnings;
    }
}
