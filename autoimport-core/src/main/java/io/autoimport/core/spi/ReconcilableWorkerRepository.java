package io.autoimport.core.spi;

import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.model.WorkerRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registry of workers that can also be kept true: it gives back what it has on record, and takes changes of it. With
 * a plain {@link WorkerRepository} workers are only ever added.
 *
 * <p>An implementation tells the workers that {@link #insertIfAbsent} inserted from those that came in otherwise. Of the
 * latter it says that they are known, and never gives a record of them: so the import never touches them.
 *
 * <p>What is promised here is tested by {@code ReconcilableWorkerRepositoryContractTest} of the module autoimport-test.
 */
public interface ReconcilableWorkerRepository extends WorkerRepository {

    /**
     * Tells which instances are registered, and what is on record of them. Asked once per page.
     *
     * @param instanceIds EC2 instance ids, 1 to 1,000
     * @return those of them that are registered, each with its record, or with nothing if the import did not create it
     */
    Map<String, Optional<WorkerRecord>> findRecords(Set<String> instanceIds);

    /**
     * Lists the workers that the import created for a source in a region, page by page.
     *
     * @param source the name of the source that found them
     * @param region the region
     * @param after the last instance id of the page before; null to begin with the first
     * @param limit how many to list at most, 1 to 1,000
     * @return the next ones always in the same order of ids; empty behind the last one
     */
    List<WorkerPresence> findPresences(String source, String region, @Nullable String after, int limit);

    /**
     * Writes records, each only if it still has the version that was read. What is written gets the next version.
     * Workers that are not there, or that the import did not create, are left out.
     *
     * @param records 1 to 1,000 records, each instance id once, in the order of the ids
     * @return the instance ids of those that <em>this</em> call wrote
     */
    Set<String> updateIfUnchanged(Collection<WorkerRecord> records);

    @Override
    default Set<String> findKnown(Set<String> instanceIds) {
        return findRecords(instanceIds).keySet();
    }
}
