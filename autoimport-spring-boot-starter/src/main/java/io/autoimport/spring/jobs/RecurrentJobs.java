package io.autoimport.spring.jobs;

import io.autoimport.core.job.RecurrentJob;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All recurrent jobs of the application, checked. Immutable. */
public final class RecurrentJobs {

    private final List<RecurrentJob> jobs;

    /**
     * Takes the jobs.
     *
     * @param jobs all jobs, enabled or not
     * @throws IllegalStateException if two have the same name, or if an enabled one has an interval or an initial delay that
     *     can't be
     */
    public RecurrentJobs(List<RecurrentJob> jobs) {
        this.jobs = List.copyOf(jobs);
        Set<String> names = new HashSet<>();
        for (RecurrentJob job : jobs) {
            if (!names.add(job.name())) {
                throw new IllegalStateException("Two recurrent jobs are named '" + job.name() + "', one of them a "
                        + job.getClass().getName() + "; give each a name of its own");
            }
        }
        enabled().forEach(RecurrentJobs::check);
    }

    private static void check(RecurrentJob job) {
        String type = job.getClass().getName();
        if (job.interval().isZero() || job.interval().isNegative()) {
            throw new IllegalStateException("The recurrent job '" + job.name() + "' (" + type + ") has the interval "
                    + job.interval() + "; it must be more than zero");
        }
        if (job.initialDelay().isNegative()) {
            throw new IllegalStateException("The recurrent job '" + job.name() + "' (" + type
                    + ") has the initial delay " + job.initialDelay() + "; it must not be negative");
        }
    }

    /**
     * The jobs to be scheduled.
     *
     * @return those that are enabled
     */
    public List<RecurrentJob> enabled() {
        return jobs.stream().filter(RecurrentJob::isEnabled).toList();
    }

    /**
     * The jobs that must not be scheduled.
     *
     * @return those that are not enabled
     */
    public List<RecurrentJob> disabled() {
        return jobs.stream().filter(job -> !job.isEnabled()).toList();
    }

    /**
     * Finds a job to be run.
     *
     * @param name its name
     * @return the job, or empty if there is none of the name, or if it is not enabled
     */
    public Optional<RecurrentJob> findEnabled(String name) {
        return enabled().stream().filter(job -> job.name().equals(name)).findFirst();
    }
}
