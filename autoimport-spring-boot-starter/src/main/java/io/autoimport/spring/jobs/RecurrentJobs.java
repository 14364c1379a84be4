package io.autoimport.spring.jobs;

import io.autoimport.core.job.RecurrentJob;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All recurrent jobs of the application, checked. Immutable. */
public final class RecurrentJobs {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final List<RecurrentJob> enabled;
    private final List<RecurrentJob> disabled;

    /**
     * Takes the jobs.
     *
     * @param jobs all jobs, enabled or not
     * @throws IllegalStateException if two have the same name, or if an enabled one has an interval or an initial delay that
     *     can't be
     */
    public RecurrentJobs(List<RecurrentJob> jobs) {
        Set<String> names = new HashSet<>();
        for (RecurrentJob job : jobs) {
            if (!names.add(job.name())) {
                throw new IllegalStateException("Two recurrent jobs are named '" + job.name() + "', one of them a "
                        + job.getClass().getName() + "; give each a name of its own");
            }
        }
        Map<Boolean, List<RecurrentJob>> byEnabled =
                jobs.stream().collect(Collectors.partitioningBy(RecurrentJob::isEnabled));
        enabled = List.copyOf(byEnabled.get(true));
        disabled = List.copyOf(byEnabled.get(false));
        enabled.forEach(RecurrentJobs::check);
    }

    private static void check(RecurrentJob job) {
        String type = job.getClass().getName();
        if (job.interval().isZero() || job.interval().isNegative()) {
            throw new IllegalStateException("The recurrent job '" + job.name() + "' (" + type + ") has the interval "
                    + job.interval() + "; it must be more than zero");
        }
        if (job.interval().compareTo(LONGEST) > 0 || job.initialDelay().compareTo(LONGEST) > 0) {
            throw new IllegalStateException("The recurrent job '" + job.name() + "' (" + type + ") has the interval "
                    + job.interval() + " and the initial delay " + job.initialDelay()
                    + "; neither may be more than ten years. A job that is never to run is one that is not enabled");
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
        return enabled;
    }

    /**
     * The jobs that must not be scheduled.
     *
     * @return those that are not enabled
     */
    public List<RecurrentJob> disabled() {
        return disabled;
    }

    /**
     * Finds a job to be run.
     *
     * @param name its name
     * @return the job, or empty if there is none of the name, or if it is not enabled
     */
    public Optional<RecurrentJob> findEnabled(String name) {
        return enabled.stream().filter(job -> job.name().equals(name)).findFirst();
    }
}
