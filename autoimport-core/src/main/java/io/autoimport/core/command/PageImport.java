package io.autoimport.core.command;

import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the instances of a page that are not registered yet: one look-up, and at most one insert. */
final class PageImport {

    private static final Logger log = LoggerFactory.getLogger(PageImport.class);

    private final WorkerRepository repository;
    private final EventPublisher events;
    private final UnitOfWork unitOfWork;
    private final ImportListener listener;
    private final Clock clock;

    PageImport(
            WorkerRepository repository,
            EventPublisher events,
            UnitOfWork unitOfWork,
            ImportListener listener,
            Clock clock) {
        this.repository = repository;
        this.events = events;
        this.unitOfWork = unitOfWork;
        this.listener = listener;
        this.clock = clock;
    }

    PageOutcome importPage(ImportRun run, ImportTarget target, List<Instance> page) {
        try (Observation<ImportCounts> observation = listener.pageStarted(target, page)) {
            PageOutcome outcome = register(run, target, page);
            observation.completed(outcome.counts());
            return outcome;
        }
    }

    // Checked exceptions too: code in Kotlin throws them unannounced.
    private PageOutcome register(ImportRun run, ImportTarget target, List<Instance> page) {
        Map<String, Instance> found = new LinkedHashMap<>();
        page.forEach(instance -> found.putIfAbsent(instance.id(), instance));
        Map<String, Instance> unknown = new LinkedHashMap<>(found);
        unknown.values()
                .removeIf(instance -> target.source().reasonAgainst(instance).isPresent());
        try {
            removeKnown(unknown);
        } catch (Exception e) {
            return failed(found.size(), unknown.size(), FailureCause.REPOSITORY, e);
        }
        int reserved = run.reserveImports(unknown.size());
        // In the order of ids, so that no two nodes can wait for each other's rows.
        List<Instance> candidates = unknown.values().stream()
                .sorted(Comparator.comparing(Instance::id))
                .limit(reserved)
                .toList();
        int inserted = 0;
        try {
            Set<String> insertedIds = insert(run, target, candidates);
            inserted = insertedIds.size();
            run.imported(insertedIds);
            return PageOutcome.done(ImportCounts.of(inserted, found.size() - inserted, 0));
        } catch (PublishingFailed e) {
            return failed(found.size(), reserved, FailureCause.EVENTS, e.reason);
        } catch (Exception e) {
            return failed(found.size(), reserved, FailureCause.REPOSITORY, e);
        } finally {
            run.returnImports(reserved - inserted);
        }
    }

    private void removeKnown(Map<String, Instance> instances) {
        if (!instances.isEmpty()) {
            instances.keySet().removeAll(repository.findKnown(Set.copyOf(instances.keySet())));
        }
    }

    private Set<String> insert(ImportRun run, ImportTarget target, List<Instance> candidates) {
        // Every store keeps milliseconds: what is published and what is read back are the same.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Worker> workers = new LinkedHashMap<>();
        for (Instance instance : candidates) {
            workers.put(
                    instance.id(),
                    Worker.of(instance, target.source().name(), run.command().createdBy(), now));
        }
        if (workers.isEmpty() || run.command().dryRun()) {
            return workers.keySet();
        }
        return unitOfWork.execute(() -> {
            Set<String> inserted = new LinkedHashSet<>(workers.keySet());
            inserted.retainAll(repository.insertIfAbsent(workers.values()));
            if (!inserted.isEmpty()) {
                publish(run, inserted.stream().map(workers::get).toList());
            }
            return inserted;
        });
    }

    private void publish(ImportRun run, Collection<Worker> imported) {
        List<WorkerImported> happened = imported.stream()
                .map(worker -> new WorkerImported(run.id(), worker))
                .toList();
        try {
            events.publish(happened);
        } catch (Exception e) {
            throw new PublishingFailed(e);
        }
    }

    private static PageOutcome failed(int found, int failed, FailureCause cause, Exception e) {
        log.debug("A page of {} instances failed", found, e);
        return new PageOutcome(ImportCounts.of(0, found - failed, failed), Failure.of(cause, e));
    }

    /** Tells a failure of the publisher from one of the repository, on its way through the unit of work. */
    private static final class PublishingFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Exception reason;

        PublishingFailed(Exception reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
