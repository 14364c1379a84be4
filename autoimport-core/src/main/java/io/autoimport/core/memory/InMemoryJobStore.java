package io.autoimport.core.memory;

import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.spi.JobStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers for as long as this process lives. Thread-safe. */
public final class InMemoryJobStore implements JobStore {

    private final ConcurrentMap<String, JobSchedule> schedules = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, List<JobResult>> results = new ConcurrentHashMap<>();
    private final Clock clock;

    /**
     * Makes an empty store.
     *
     * @param clock tells the time
     */
    public InMemoryJobStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Optional<JobSchedule> findSchedule(String jobName) {
        return Optional.ofNullable(schedules.get(jobName));
    }

    @Override
    public boolean insertScheduleIfAbsent(String jobName, JobSchedule schedule) {
        return schedules.putIfAbsent(jobName, schedule) == null;
    }

    @Override
    public boolean replaceSchedule(String jobName, JobSchedule expected, JobSchedule schedule) {
        @Nullable JobSchedule present = schedules.get(jobName);
        return present != null
                && present.dueTime().equals(expected.dueTime())
                && schedules.replace(jobName, present, schedule);
    }

    @Override
    public void removeSchedule(String jobName) {
        schedules.remove(jobName);
    }

    @Override
    public void addResult(String jobName, JobResult result) {
        results.merge(
                jobName,
                List.of(result),
                (present, added) -> Stream.concat(added.stream(), present.stream())
                        .limit(MAX_RESULTS)
                        .toList());
    }

    @Override
    public List<JobResult> findResults(String jobName) {
        return results.getOrDefault(jobName, List.of());
    }

    @Override
    public String toString() {
        return "memory, forgotten when the application ends";
    }
}
