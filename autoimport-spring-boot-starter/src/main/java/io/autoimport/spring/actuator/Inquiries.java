package io.autoimport.spring.actuator;

import io.autoimport.aws.IamPolicy;
import io.autoimport.core.command.CheckPermissionsCommand;
import io.autoimport.core.command.ExplainInstanceCommand;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.model.TargetState;
import io.autoimport.spring.jobs.RunHistory;
import io.autoimport.spring.jobs.TargetHealth;
import io.autoimport.spring.workers.ExplanationDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/** Answers what is asked of one thing: an instance, the permissions, the policy that grants them. */
final class Inquiries {

    static final String PERMISSIONS = "permissions";
    static final String IAM_POLICY = "iam-policy";

    private static final Logger log = LoggerFactory.getLogger(Inquiries.class);

    private final Mediator mediator;
    private final AutoImportSettings settings;
    private final RunHistory history;

    Inquiries(Mediator mediator, AutoImportSettings settings, RunHistory history) {
        this.mediator = mediator;
        this.settings = settings;
        this.history = history;
    }

    ExplanationDescriptor explain(String instanceId) {
        return ExplanationDescriptor.of(mediator.send(questionAbout(instanceId)), states());
    }

    // Only the id is the caller's. What else is refused is not the caller's mistake.
    private ExplainInstanceCommand questionAbout(String instanceId) {
        try {
            return new ExplainInstanceCommand(instanceId, settings.sources());
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    // Since when a target fails is worth less than what it says now.
    private List<TargetState> states() {
        try {
            return history.targets().stream().map(TargetHealth::state).toList();
        } catch (RuntimeException e) {
            log.debug("The history of the targets can't be read", e);
            return List.of();
        }
    }

    List<PermissionDescriptor> permissions(boolean showValues) {
        return mediator.send(new CheckPermissionsCommand(settings.sources())).stream()
                .map(check -> PermissionDescriptor.of(check, showValues))
                .toList();
    }

    Map<String, Object> policy(@Nullable String roleArn, boolean showValues) {
        if (roleArn == null) {
            Map<String, Object> policy = IamPolicy.ofApplication(settings.sources());
            return showValues ? policy : withoutRoles(policy);
        }
        Collection<String> roles = IamPolicy.rolesOf(settings.sources());
        if (!roles.contains(roleArn)) {
            throw refused("No source has the role " + roleArn, null);
        }
        return IamPolicy.ofRole(settings.sources(), roleArn);
    }

    private Map<String, Object> withoutRoles(Map<String, Object> policy) {
        Map<String, Object> hidden = new TreeMap<>(policy);
        hidden.replaceAll((key, value) -> value instanceof List<?> statements
                ? statements.stream().map(Inquiries::withoutRoles).toList()
                : value);
        return hidden;
    }

    private static Object withoutRoles(Object statement) {
        if (!(statement instanceof Map<?, ?> parts) || "*".equals(parts.get("Resource"))) {
            return statement;
        }
        Map<Object, Object> hidden = new TreeMap<>(parts);
        hidden.put("Resource", SourceDescriptor.HIDDEN);
        return hidden;
    }

    private static InvalidEndpointRequestException refused(String reason, @Nullable Throwable cause) {
        return cause == null
                ? new InvalidEndpointRequestException(reason, reason)
                : new InvalidEndpointRequestException(reason, reason, cause);
    }
}
