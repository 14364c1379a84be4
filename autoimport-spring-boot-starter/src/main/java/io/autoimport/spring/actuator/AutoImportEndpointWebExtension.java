package io.autoimport.spring.actuator;

import io.autoimport.core.model.JobResult;
import io.autoimport.spring.jobs.ManualRuns;
import io.autoimport.spring.workers.JobResultDescriptor;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** What differs over HTTP: values are shown by the roles of the user, and a run that another one keeps off is a conflict. */
@EndpointWebExtension(endpoint = AutoImportEndpoint.class)
public final class AutoImportEndpointWebExtension {

    private static final int CONFLICT = 409;

    private final AutoImportEndpoint endpoint;
    private final Show showValues;
    private final Set<String> roles;

    AutoImportEndpointWebExtension(AutoImportEndpoint endpoint, Show showValues, Set<String> roles) {
        this.endpoint = endpoint;
        this.showValues = showValues;
        this.roles = Set.copyOf(roles);
    }

    /**
     * What there is to know of the job.
     *
     * @param user who asks
     * @return how it is set up, when it is due, and what it did
     */
    @ReadOperation
    public StatusDescriptor describe(SecurityContext user) {
        return endpoint.describe(showValues.isShown(user, roles));
    }

    /**
     * Explains an instance, or tells of permissions.
     *
     * @param user who asks
     * @param subject an EC2 instance id, {@code permissions} or {@code iam-policy}
     * @param role the ARN of a role whose policy is wanted; that of the application if null
     * @return the answer
     */
    @ReadOperation
    public Object explain(SecurityContext user, @Selector String subject, @Nullable String role) {
        return endpoint.explain(subject, role, showValues.isShown(user, roles));
    }

    /**
     * Runs the job now.
     *
     * @param dryRun whether to write nothing; as configured for the scheduled runs if null
     * @param fullScan whether to ask for everything, even where only what is new would do; false if null
     * @return the result; with status 409 if a run is in progress, on this node or on another one
     */
    @WriteOperation
    public WebEndpointResponse<JobResultDescriptor> run(@Nullable Boolean dryRun, @Nullable Boolean fullScan) {
        JobResult result = endpoint.runNow(dryRun, fullScan);
        int status = ManualRuns.isInProgress(result) ? CONFLICT : WebEndpointResponse.STATUS_OK;
        return new WebEndpointResponse<>(endpoint.describe(result), status);
    }
}
