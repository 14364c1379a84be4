package io.autoimport.core.spi;

import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.model.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers, for every recurrent job, when it is due and what its last runs did: over restarts, and for all nodes that
 * share the store. Implementations must be thread-safe. A store that can't be reached throws; what it throws keeps the
 * job from running until the store is back.
 */
public interface JobStore {

    /** How many runs a store keeps of a job. Older ones are forgotten. */
    int MAX_RUNS = 20;

    /**
     * The time by the store's own clock. Due times are compared with it alone, so that the clocks of the nodes may
     * differ.
     *
     * @return the same for all nodes that share the store, but for the time that the question takes
     */
    Instant now();

    /**
     * Looks up a schedule.
     *
     * @param jobName identifies the job
     * @return its schedule, or empty if the job has none
     */
    Optional<JobSchedule> findSchedule(String jobName);

    /**
     * Gives a job a schedule unless it has one. Of several callers at the same moment one is first.
     *
     * @param jobName identifies the job
     * @param schedule its schedule
     * @return whether it was stored; false if there was one already
     */
    boolean insertScheduleIfAbsent(String jobName, JobSchedule schedule);

    /**
     * Puts one schedule in the place of another, unless somebody else did meanwhile.
     *
     * @param jobName identifies the job
     * @param expected what the schedule was when it was last looked up; its due time tells it from others
     * @param schedule what it shall be
     * @return whether it was replaced
     */
    boolean replaceSchedule(String jobName, JobSchedule expected, JobSchedule schedule);

    /**
     * Forgets when a job is due, because it is not to run any more. Its runs stay. Does nothing if the job has no schedule.
     *
     * @param jobName identifies the job
     */
    void removeSchedule(String jobName);

    /**
     * Keeps what a run did, and forgets all but the latest {@value #MAX_RUNS} of the job.
     *
     * @param jobName identifies the job
     * @param run what the run did
     */
    void addRun(String jobName, RunRecord run);

    /**
     * What the last runs did.
     *
     * @param jobName identifies the job
     * @return at most {@value #MAX_RUNS}, the one that was added last first
     */
    List<RunRecord> findRuns(String jobName);
}
