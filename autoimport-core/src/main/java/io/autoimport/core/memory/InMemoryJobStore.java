package io.autoimport.core.memory;

import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.model.RunRecord;
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
    private final ConcurrentMap<String, List<RunRecord>> runs = new ConcurrentHashMap<>();
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
    public void addRun(String jobName, RunRecord run) {
        runs.merge(
                jobName,
                List.of(run),
                (present, added) -> Stream.concat(added.stream(), present.stream())
                        .limit(MAX_RUNS)
                        .toList());
    }

    @Override
    public List<RunRecord> findRuns(String jobName) {
        return runs.getOrDefault(jobName, List.of());
    }

    @Override
    public String toString() {
        return "memory, forgotten when the application ends";
    }
}
