package io.autoimport.spring.actuator;

import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.spi.JobStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store whose database is away. */
final class UnreachableStore implements JobStore {

    private static IllegalStateException away() {
        return new IllegalStateException("the store is away");
    }

    @Override
    public Instant now() {
        throw away();
    }

    @Override
    public Optional<JobSchedule> findSchedule(String jobName) {
        throw away();
    }

    @Override
    public boolean insertScheduleIfAbsent(String jobName, JobSchedule schedule) {
        throw away();
    }

    @Override
    public boolean replaceSchedule(String jobName, JobSchedule expected, JobSchedule schedule) {
        throw away();
    }

    @Override
    public void removeSchedule(String jobName) {
        throw away();
    }

    @Override
    public void addRun(String jobName, RunRecord run) {
        throw away();
    }

    @Override
    public List<RunRecord> findRuns(String jobName) {
        throw away();
    }
}
