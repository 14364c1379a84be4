package io.autoimport.spring.jobs;

import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Store;
import io.autoimport.spring.properties.BuildTimeChoice;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/** What schedules the jobs, where their store is and what keeps nodes from colliding, in words. */
public final class JobSetup {

    private static final String OUR_OWN = "io.autoimport.";

    private final JobStore store;
    private final ObjectProvider<JobEngine> engine;
    private final ObjectProvider<JobLock> lock;
    private final AutoImportJobsProperties properties;

    /**
     * Takes what there is.
     *
     * @param store keeps due times and history
     * @param engine schedules, if anything does
     * @param lock keeps others away, if there is one
     * @param properties what was asked for
     */
    public JobSetup(
            JobStore store,
            ObjectProvider<JobEngine> engine,
            ObjectProvider<JobLock> lock,
            AutoImportJobsProperties properties) {
        this.store = store;
        this.engine = engine;
        this.lock = lock;
        this.properties = properties;
    }

    /**
     * What schedules the jobs.
     *
     * @return empty if nothing does, as configured
     */
    public Optional<JobEngine> engine() {
        return properties.scheduler() == Scheduler.NONE
                ? Optional.empty()
                : Optional.ofNullable(engine.getIfAvailable());
    }

    /**
     * What schedules the jobs, as the property {@code auto-import.jobs.scheduler} calls it.
     *
     * @return for example {@code db-scheduler}
     */
    public String scheduler() {
        return engine().map(JobEngine::scheduler).orElse(Scheduler.NONE).code();
    }

    /**
     * Where due times and history are kept.
     *
     * @return for example {@code jdbc, the tables auto_import_job and auto_import_job_result}
     */
    public String store() {
        return isOurOwn(store) ? store.toString() : describeHosts(store);
    }

    /**
     * What keeps two nodes from running a job at the same time.
     *
     * @return for example {@code ShedLock, JdbcTemplateLockProvider}
     */
    public String lock() {
        Scheduler scheduler = engine().map(JobEngine::scheduler).orElse(Scheduler.NONE);
        if (scheduler != Scheduler.SPRING && scheduler != Scheduler.NONE) {
            return "that of " + scheduler.code();
        }
        @Nullable JobLock used = lock.getIfAvailable();
        if (used == null) {
            return "none";
        }
        return isOurOwn(used) ? used.toString() : describeHosts(used);
    }

    /**
     * When a job is due next. What the scheduler or the store throws goes on to the caller.
     *
     * @param jobName identifies the job
     * @return empty if nothing is on record
     */
    public Optional<Instant> nextRun(String jobName) {
        return engine().flatMap(scheduling -> scheduling.nextRun(jobName));
    }

    /**
     * Refuses a scheduler that the application does not have because it was given another one when it was processed ahead of
     * time. That one would schedule even where none is asked for.
     */
    void confirmScheduler() {
        @Nullable JobEngine given = engine.getIfAvailable();
        Scheduler asked = properties.scheduler();
        if (given != null && isOurOwn(given) && asked != Scheduler.AUTO && asked != given.scheduler()) {
            throw BuildTimeChoice.contradicted(
                    AutoImportJobsProperties.PREFIX + ".scheduler",
                    asked.code(),
                    given.scheduler().code());
        }
    }

    String reasonForStore() {
        if (!isOurOwn(store)) {
            return "";
        }
        return properties.store() == Store.AUTO
                ? " (auto: the first of jdbc, mongodb, redis and memory that the application has)"
                : " (as configured)";
    }

    private static boolean isOurOwn(Object part) {
        return part.getClass().getName().startsWith(OUR_OWN);
    }

    private static String describeHosts(Object part) {
        return "the application's own " + ClassUtils.getUserClass(part).getName();
    }
}
