package io.autoimport.spring.jobs;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.properties.BuildTimeChoice;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Says at start what schedules the jobs, where their store is, and why; nothing if there is no job to schedule. */
final class JobsNotice implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(JobsNotice.class);

    private final RecurrentJobs jobs;
    private final JobSetup setup;
    private final AutoImportJobsProperties properties;

    JobsNotice(RecurrentJobs jobs, JobSetup setup, AutoImportJobsProperties properties) {
        this.jobs = jobs;
        this.setup = setup;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        setup.confirmScheduler();
        if (!jobs.enabled().isEmpty()) {
            log.info(
                    "Recurrent jobs {}: {}; {}",
                    jobs.enabled().stream().map(RecurrentJob::name).toList(),
                    scheduler(),
                    "store: " + setup.store() + setup.reasonForStore());
        }
    }

    private String scheduler() {
        Scheduler asked = properties.scheduler();
        if (asked == Scheduler.NONE) {
            return "scheduled by nothing, as configured";
        }
        JobEngine used = setup.engine()
                .orElseThrow(() -> new InvalidAutoImportPropertyException(
                        AutoImportJobsProperties.PREFIX + ".scheduler",
                        asked.code(),
                        "the application has no " + asked.need(),
                        BuildTimeChoice.cure("Give it one, or set the property to auto or spring, or remove it.")));
        return "scheduled by " + used.scheduler().code()
                + (asked == Scheduler.AUTO ? " (auto: " + used.reason() + ")" : " (as configured)");
    }
}
