package io.autoimport.core.command;

import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.support.ProgrammableDiscovery;
import io.autoimport.core.support.RecordingPublisher;
import io.autoimport.core.telemetry.ImportListener;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** A handler with in-memory ports, of which a test replaces those that it is about. */
final class ImportFixture {

    final ProgrammableDiscovery discovery = new ProgrammableDiscovery();
    final InMemoryWorkerRepository workers = new InMemoryWorkerRepository();
    final RecordingPublisher published = new RecordingPublisher();
    final MutableClock clock = new MutableClock();

    private WorkerRepository repository = workers;
    private KnownInstances elsewhere = KnownInstances.NONE;
    private EventPublisher publisher = published;
    private UnitOfWork unitOfWork = UnitOfWork.NONE;
    private ImportListener listener = ImportListener.NONE;

    static ImportSource source(String... regions) {
        return ImportSource.named("default").regions(regions).amiName("CML-*").build();
    }

    ImportFixture repository(WorkerRepository repository) {
        this.repository = repository;
        return this;
    }

    ImportFixture elsewhere(KnownInstances elsewhere) {
        this.elsewhere = elsewhere;
        return this;
    }

    ImportFixture publisher(EventPublisher publisher) {
        this.publisher = publisher;
        return this;
    }

    ImportFixture unitOfWork(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
        return this;
    }

    ImportFixture listener(ImportListener listener) {
        this.listener = listener;
        return this;
    }

    ImportFixture registered(Collection<Instance> instances) {
        workers.insertIfAbsent(instances.stream()
                .map(instance -> Worker.of(instance, "earlier", "somebody", "run-0", clock.instant()))
                .toList());
        return this;
    }

    JobResult run(String... regions) {
        return run(command -> command, regions);
    }

    JobResult run(UnaryOperator<BulkImportWorkersCommand.Builder> options, String... regions) {
        return run(options, source(regions));
    }

    JobResult run(UnaryOperator<BulkImportWorkersCommand.Builder> options, ImportSource... sources) {
        BulkImportWorkersCommand.Builder command =
                BulkImportWorkersCommand.of(sources).runId("run-1").createdBy("alice");
        return handlerOf(discovery).handle(options.apply(command).build());
    }

    /** A run on another discovery than that of this fixture. */
    JobResult runWith(InstanceDiscovery other, Reconciliation reconciliation, String... regions) {
        return handlerOf(other)
                .handle(BulkImportWorkersCommand.of(source(regions))
                        .createdBy("alice")
                        .reconciliation(reconciliation)
                        .build());
    }

    private BulkImportWorkersHandler handlerOf(InstanceDiscovery instances) {
        return new BulkImportWorkersHandler(instances, repository, elsewhere, publisher, unitOfWork, listener, clock);
    }

    List<String> registeredIds() {
        return workers.findAll().stream().map(Worker::instanceId).sorted().toList();
    }

    static TargetResult targetIn(String region, JobResult result) {
        return result.targets().stream()
                .filter(target -> target.region().equals(region))
                .findFirst()
                .orElseThrow();
    }
}
