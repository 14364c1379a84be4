package io.autoimport.core.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a repository has on record of a worker that the import created.
 *
 * @param worker the worker
 * @param misses how many complete scans in a row did not show it, zero or more
 * @param missingSince when it was marked missing; null if it is not
 * @param version how often the record was written since it was inserted, zero or more. A write is made only if the
 *     record still has the version that was read
 */
public record WorkerRecord(
        Worker worker, int misses, @Nullable Instant missingSince, long version) {

    /**
     * Checks the record.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public WorkerRecord {
        Objects.requireNonNull(worker, "worker");
        if (misses < 0 || version < 0) {
            throw new IllegalArgumentException("A count is negative");
        }
    }

    /**
     * The record of a worker that was just inserted.
     *
     * @param worker the worker
     * @return its record, of version 0
     */
    public static WorkerRecord of(Worker worker) {
        return new WorkerRecord(worker, 0, null, 0);
    }

    /**
     * The identity of the worker.
     *
     * @return the EC2 instance id
     */
    public String instanceId() {
        return worker.instanceId();
    }

    /**
     * Whether the worker is marked missing.
     *
     * @return whether there is a time since when
     */
    public boolean isMissing() {
        return missingSince != null;
    }

    /**
     * The record of a worker that is there.
     *
     * @param seen the worker as it is now
     * @return the same record with that worker, neither missed nor missing
     */
    public WorkerRecord present(Worker seen) {
        return new WorkerRecord(seen, 0, null, version);
    }

    /**
     * The record of a worker that one more scan did not show.
     *
     * @param missesNow how many scans in a row did not show it
     * @param since since when it is missing, or null if it is not yet
     * @return the same record with those
     */
    public WorkerRecord missed(int missesNow, @Nullable Instant since) {
        return new WorkerRecord(worker, missesNow, since, version);
    }

    /**
     * The record as it is once it was written.
     *
     * @return the same record with the next version
     */
    public WorkerRecord nextVersion() {
        return new WorkerRecord(worker, misses, missingSince, version + 1);
    }
}
