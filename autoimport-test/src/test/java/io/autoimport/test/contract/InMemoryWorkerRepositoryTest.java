package io.autoimport.test.contract;

import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.WorkerRepository;
import org.jspecify.annotations.Nullable;

class InMemoryWorkerRepositoryTest extends WorkerRepositoryContractTest {

    private final InMemoryWorkerRepository repository = new InMemoryWorkerRepository();

    @Override
    protected WorkerRepository repository() {
        return repository;
    }

    @Override
    protected @Nullable String storedNameOf(String instanceId) {
        return repository.find(instanceId).map(Worker::name).orElse(null);
    }
}
