package io.autoimport.spring.jobrunr;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.JobRunner.Outcome;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Instant;
import java.util.Optional;
import org.jobrunr.server.runner.ThreadLocalJobContext;

/**
 * What JobRunr runs when a recurrent job is due. JobRunr stores the names of this class and of its method, and the type of
 * the parameter: they must stay as they are.
 */
public final class RecurrentJobOnJobRunr {

    private final RecurrentJobs jobs;
    private final JobRunner runner;
    private final JobRunrRows rows;

    RecurrentJobOnJobRunr(RecurrentJobs jobs, JobRunner runner, JobRunrRows rows) {
        this.jobs = jobs;
        this.runner = runner;
        this.rows = rows;
    }

    /**
     * Runs a recurrent job. That it fails is its own affair; JobRunr is told only when it could not run, or not to its end,
     * and then tries it again after some seconds, on whatever node is there. One of a newer version may know a job that this
     * one does not.
     *
     * @param jobName which one
     */
    public void run(String jobName) {
        Optional<RecurrentJob> job = jobs.findEnabled(jobName);
        if (job.isEmpty()) {
            if (rows.isRegistered(jobName)) {
                throw new NotCompletedException(
                        "The job '" + jobName + "' is not one of this node; it is left to others");
            }
            return;
        }
        Instant start = Instant.now();
        Outcome outcome = runner.run(job.get());
        if (outcome != Outcome.COMPLETED) {
            throw new NotCompletedException(
                    outcome == Outcome.CUT_SHORT
                            ? "The end of the application cut the job '" + jobName + "' short; it is to be run again"
                            : "The job '" + jobName + "' is still running; it is to be tried again");
        }
        rows.afterRun(job.get(), ThreadLocalJobContext.getJobContext().getJobId(), start, Instant.now());
    }

    /** Makes JobRunr try again. */
    private static final class NotCompletedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotCompletedException(String message) {
            super(message);
        }
    }
}
