package io.autoimport.test.contract;

import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import org.jspecify.annotations.Nullable;

class InMemoryWorkerRepositoryTest extends ReconcilableWorkerRepositoryContractTest {

    private final InMemoryWorkerRepository repository = new InMemoryWorkerRepository();

    @Override
    protected ReconcilableWorkerRepository repository() {
        return repository;
    }

    @Override
    protected @Nullable String storedNameOf(String instanceId) {
        return repository.find(instanceId).map(Worker::name).orElse(null);
    }

    @Override
    protected void registerOtherwise(String instanceId) {
        repository.registerOtherwise(instanceId);
    }
}
