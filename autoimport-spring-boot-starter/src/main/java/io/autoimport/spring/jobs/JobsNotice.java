package io.autoimport.spring.jobs;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Store;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Says at start what schedules the jobs, where their store is, and why; nothing if there is no job to schedule. */
final class JobsNotice implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(JobsNotice.class);

    private static final String OUR_OWN = "io.autoimport.";

    private final RecurrentJobs jobs;
    private final JobStore store;
    private final ObjectProvider<JobEngine> engine;
    private final AutoImportJobsProperties properties;

    JobsNotice(
            RecurrentJobs jobs, JobStore store, ObjectProvider<JobEngine> engine, AutoImportJobsProperties properties) {
        this.jobs = jobs;
        this.store = store;
        this.engine = engine;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!jobs.enabled().isEmpty()) {
            log.info(
                    "Recurrent jobs {}: {}; {}",
                    jobs.enabled().stream().map(RecurrentJob::name).toList(),
                    scheduler(),
                    store());
        }
    }

    private String scheduler() {
        Scheduler asked = properties.scheduler();
        if (asked == Scheduler.NONE) {
            return "scheduled by nothing, as configured";
        }
        @Nullable JobEngine used = engine.getIfAvailable();
        if (used == null) {
            throw new InvalidAutoImportPropertyException(
                    AutoImportJobsProperties.PREFIX + ".scheduler",
                    asked.code(),
                    "the application has no " + asked.need(),
                    "Give it one, or set the property to auto or spring, or remove it.");
        }
        return "scheduled by " + used.scheduler().code()
                + (asked == Scheduler.AUTO ? " (auto: " + used.reason() + ")" : " (as configured)");
    }

    private String store() {
        if (!store.getClass().getName().startsWith(OUR_OWN)) {
            return "store: the application's own " + store.getClass().getName();
        }
        String why = properties.store() == Store.AUTO
                ? "auto: the first of jdbc, mongodb, redis and memory that the application has"
                : "as configured";
        return "store: " + store + " (" + why + ")";
    }
}
