package io.autoimport.spring.actuator;

import io.autoimport.core.command.ExplainInstanceCommand;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.workers.ExplanationDescriptor;
import io.autoimport.spring.workers.JobResultDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Shows what the import job did last, runs it, and explains what it decides about an instance. */
@Endpoint(id = "autoimport")
public final class AutoImportEndpoint {

    private final AutoImportWorkersJob job;
    private final Mediator mediator;
    private final AutoImportSettings settings;
    private final @Nullable Outbox outbox;

    /**
     * Makes the endpoint.
     *
     * @param job the job to show and to run
     * @param mediator takes the command that explains
     * @param settings know the sources of the job
     * @param outbox keeps events until they are delivered; null if there is no sink
     */
    public AutoImportEndpoint(
            AutoImportWorkersJob job, Mediator mediator, AutoImportSettings settings, @Nullable Outbox outbox) {
        this.job = job;
        this.mediator = mediator;
        this.settings = settings;
        this.outbox = outbox;
    }

    /**
     * What there is to know of the job.
     *
     * @return whether it is enabled and running, its last result, and what waits to be delivered
     */
    @ReadOperation
    public Description describe() {
        return new Description(
                job.isEnabled(),
                job.interval().toString(),
                job.isRunning(),
                job.lastResult().map(JobResultDescriptor::of).orElse(null),
                outbox == null ? null : OutboxDescriptor.of(outbox));
    }

    /**
     * Explains why an instance is a worker, or is none. Asks AWS in each target; nothing is written.
     *
     * @param instanceId the EC2 instance id
     * @return the decision and its reasons
     * @throws InvalidEndpointRequestException if it is no instance id
     */
    @ReadOperation
    public ExplanationDescriptor explain(@Selector String instanceId) {
        return ExplanationDescriptor.of(mediator.send(questionAbout(instanceId)));
    }

    // Only the id is the caller's. What else is refused is not the caller's mistake.
    private ExplainInstanceCommand questionAbout(String instanceId) {
        try {
            return new ExplainInstanceCommand(instanceId, settings.sources());
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            throw new InvalidEndpointRequestException(reason, reason, e);
        }
    }

    /**
     * Runs the job now.
     *
     * @param dryRun whether to write nothing; as configured for the scheduled runs if null
     * @return the result, that of a dry run with its plan; its status is {@code skipped} if a run is in progress
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
     * @param outbox the events that wait to be delivered; null if there is no sink
     */
    public record Description(
            boolean enabled,
            String interval,
            boolean running,
            @Nullable JobResultDescriptor lastRun,
            @Nullable OutboxDescriptor outbox) {}
}
