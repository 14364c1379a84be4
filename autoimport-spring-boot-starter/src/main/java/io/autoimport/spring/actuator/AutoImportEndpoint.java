package io.autoimport.spring.actuator;

import io.autoimport.core.model.JobResult;
import io.autoimport.spring.jobs.ManualRuns;
import io.autoimport.spring.jobs.RunHistory;
import io.autoimport.spring.workers.JobResultDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows how the import job is doing, runs it, explains what it decides about an instance, and tells which permissions it
 * needs and has.
 */
@Endpoint(id = "autoimport")
public final class AutoImportEndpoint {

    private final StatusReport status;
    private final Inquiries inquiries;
    private final ManualRuns runs;
    private final RunHistory history;
    private final Show showValues;

    AutoImportEndpoint(StatusReport status, Inquiries inquiries, ManualRuns runs, RunHistory history, Show showValues) {
        this.status = status;
        this.inquiries = inquiries;
        this.runs = runs;
        this.history = history;
        this.showValues = showValues;
    }

    /**
     * What there is to know of the job.
     *
     * @return how it is set up, when it is due, and what it did
     */
    @ReadOperation
    public StatusDescriptor describe() {
        return describe(showValues.isShown(true));
    }

    StatusDescriptor describe(boolean show) {
        return status.describe(show);
    }

    /**
     * Explains why an instance is a worker, or is none; with {@code permissions}, tells which permissions are missing; with
     * {@code iam-policy}, gives the policy that grants all of them and nothing else. The first two ask AWS in each target;
     * nothing is written.
     *
     * @param subject an EC2 instance id, {@code permissions} or {@code iam-policy}
     * @param role the ARN of a role whose policy is wanted; that of the application if null
     * @return the answer
     * @throws InvalidEndpointRequestException if it is none of these, or if no source has the role
     */
    @ReadOperation
    public Object explain(@Selector String subject, @Nullable String role) {
        return explain(subject, role, showValues.isShown(true));
    }

    Object explain(String subject, @Nullable String role, boolean show) {
        return switch (subject) {
            case Inquiries.PERMISSIONS -> inquiries.permissions(show);
            case Inquiries.IAM_POLICY -> inquiries.policy(role, show);
            default -> inquiries.explain(subject);
        };
    }

    /**
     * Runs the job now.
     *
     * @param dryRun whether to write nothing; as configured for the scheduled runs if null
     * @param fullScan whether to ask for everything, even where only what is new would do; false if null
     * @return the result, that of a dry run with its plan; its status is {@code skipped} if a run is in progress
     */
    @WriteOperation
    public JobResultDescriptor run(@Nullable Boolean dryRun, @Nullable Boolean fullScan) {
        return describe(runNow(dryRun, fullScan));
    }

    JobResult runNow(@Nullable Boolean dryRun, @Nullable Boolean fullScan) {
        return runs.run(dryRun, Boolean.TRUE.equals(fullScan));
    }

    JobResultDescriptor describe(JobResult result) {
        return JobResultDescriptor.of(result, history.node());
    }
}
