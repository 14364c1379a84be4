package io.autoimport.spring.reliability;

import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.spring.reliability.Tripwire.Where;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts the tripwire across the ports of the import: the real adapters are behind. */
final class Tripping implements BeanPostProcessor {

    private final Tripwire tripwire;
    private volatile List<String> page = List.of();

    Tripping(Tripwire tripwire) {
        this.tripwire = tripwire;
    }

    /** The ids of the page that is, or was last, to be inserted, in their order. */
    List<String> page() {
        return page;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof InstanceDiscovery discovery) {
            return new Discovery(discovery);
        }
        if (bean instanceof ReconcilableWorkerRepository repository) {
            return new Repository(repository);
        }
        return bean instanceof UnitOfWork unitOfWork ? new Unit(unitOfWork) : bean;
    }

    private final class Discovery implements InstanceDiscovery {

        private final InstanceDiscovery delegate;

        private Discovery(InstanceDiscovery delegate) {
            this.delegate = delegate;
        }

        @Override
        public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
            tripwire.reached(Where.IMPORT, Point.IMAGE_LOOK_UP);
            AtomicBoolean first = new AtomicBoolean(true);
            return delegate.scan(target, page -> {
                if (first.getAndSet(false)) {
                    tripwire.reached(Where.IMPORT, Point.FIRST_PAGE);
                }
                return pages.accept(page);
            });
        }

        @Override
        public ScanOutcome lookUp(ImportTarget target, Set<String> instanceIds, PageConsumer pages) {
            return delegate.lookUp(target, instanceIds, pages);
        }
    }

    private final class Unit implements UnitOfWork {

        private final UnitOfWork delegate;

        private Unit(UnitOfWork delegate) {
            this.delegate = delegate;
        }

        @Override
        public <T> T execute(Supplier<T> work) {
            T answer = delegate.execute(() -> {
                T done = work.get();
                tripwire.reached(Where.IMPORT, Point.BEFORE_COMMIT);
                return done;
            });
            tripwire.reached(Where.IMPORT, Point.AFTER_COMMIT);
            return answer;
        }
    }

    private final class Repository implements ReconcilableWorkerRepository {

        private final ReconcilableWorkerRepository delegate;

        private Repository(ReconcilableWorkerRepository delegate) {
            this.delegate = delegate;
        }

        @Override
        public Map<String, Optional<WorkerRecord>> findRecords(Set<String> instanceIds) {
            return delegate.findRecords(instanceIds);
        }

        @Override
        public List<WorkerPresence> findPresences(String source, String region, @Nullable String after, int limit) {
            return delegate.findPresences(source, region, after, limit);
        }

        @Override
        public Set<String> insertIfAbsent(Collection<Worker> workers) {
            page = workers.stream().map(Worker::instanceId).sorted().toList();
            tripwire.reached(Where.IMPORT, Point.MID_PAGE);
            return delegate.insertIfAbsent(workers);
        }

        @Override
        public Set<String> updateIfUnchanged(Collection<WorkerRecord> records) {
            return delegate.updateIfUnchanged(records);
        }
    }
}
