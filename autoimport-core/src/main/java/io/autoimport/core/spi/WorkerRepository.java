package io.autoimport.core.spi;

import io.autoimport.core.model.Worker;
import java.util.Collection;
import java.util.Set;

/**
 * The host application's registry of workers. It is asked in batches of 1 to 1,000, each batch without duplicates:
 * one look-up and at most one insert per page, never one per instance.
 *
 * <p>Implementations must be thread-safe, also against other processes on the same store. What is promised here is
 * tested by {@code WorkerRepositoryContractTest} of the module autoimport-test: extend it for your own.
 *
 * <p>A registry whose workers are to follow the changes of their instances implements
 * {@link ReconcilableWorkerRepository}.
 *
 * <p>What an implementation throws fails the page; the other targets go on.
 */
public interface WorkerRepository {

    /**
     * Tells which instances are registered.
     *
     * @param instanceIds EC2 instance ids, 1 to 1,000
     * @return those of them that are registered
     */
    Set<String> findKnown(Set<String> instanceIds);

    /**
     * Inserts the workers that are not registered yet, and leaves the others as they are. Atomic for each worker: of
     * any number of callers, here or in other processes, exactly one inserts it.
     *
     * @param workers 1 to 1,000 workers, each instance id once, in the order of the ids: callers that take locks in
     *     that order can't wait for each other
     * @return the instance ids of those that <em>this</em> call inserted
     */
    Set<String> insertIfAbsent(Collection<Worker> workers);
}
