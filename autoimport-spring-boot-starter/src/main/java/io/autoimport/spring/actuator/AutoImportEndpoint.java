package io.autoimport.spring.actuator;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.spring.workers.JobResultDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Shows what the import job did last, and runs it. */
@Endpoint(id = "autoimport")
public final class AutoImportEndpoint {

    private final AutoImportWorkersJob job;

    /**
     * Makes the endpoint.
     *
     * @param job the job to show and to run
     */
    public AutoImportEndpoint(AutoImportWorkersJob job) {
        this.job = job;
    }

    /**
     * What there is to know of the job.
     *
     * @return whether it is enabled and running, and its last result
     */
    @ReadOperation
    public Description describe() {
        return new Description(
                job.isEnabled(),
                job.interval().toString(),
                job.isRunning(),
                job.lastResult().map(JobResultDescriptor::of).orElse(null));
    }

    /**
     * Runs the job now.
     *
     * @param dryRun whether to write nothing; as configured for the scheduled runs if null
     * @return the result; its status is {@code skipped} if a run is in progress
     */
    @WriteOperation
    public JobResultDescriptor run(@Nullable Boolean dryRun) {
        return JobResultDescriptor.of(dryRun == null ? job.execute() : job.execute(dryRun));
    }

    /**
     * What there is to know of the job.
     *
     * @param enabled whether it is scheduled
     * @param interval the time from one run's start to the next, ISO 8601
     * @param running whether a run is in progress in this process
     * @param lastRun the result of the last run of this process, if any
     */
    public record Description(
            boolean enabled,
            String interval,
            boolean running,
            @Nullable JobResultDescriptor lastRun) {}
}
