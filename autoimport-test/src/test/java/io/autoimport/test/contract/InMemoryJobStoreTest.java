package io.autoimport.test.contract;

import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.spi.JobStore;
import java.time.Clock;

class InMemoryJobStoreTest extends JobStoreContractTest {

    private final JobStore store = new InMemoryJobStore(Clock.systemUTC());

    @Override
    protected JobStore store() {
        return store;
    }
}
