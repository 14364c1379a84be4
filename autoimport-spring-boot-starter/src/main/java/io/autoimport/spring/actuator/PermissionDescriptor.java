package io.autoimport.spring.actuator;

import io.autoimport.core.model.PermissionCheck;
import io.autoimport.spring.workers.JobResultDescriptor.FailureDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target may be asked with one of the calls that it takes, as the endpoint shows it.
 *
 * @param source the name of the source
 * @param region the region
 * @param roleArn the role that asks; null for the application itself
 * @param action as IAM calls it
 * @param verdict ALLOWED, DENIED or UNKNOWN
 * @param summary the same in words
 * @param error what AWS answered; null if it is allowed
 */
public record PermissionDescriptor(
        String source,
        String region,
        @Nullable String roleArn,
        String action,
        String verdict,
        String summary,
        @Nullable FailureDescriptor error) {

    static PermissionDescriptor of(PermissionCheck check, boolean showValues) {
        @Nullable String arn = check.roleArn();
        return new PermissionDescriptor(
                check.source(),
                check.region(),
                arn == null || showValues ? arn : SourceDescriptor.HIDDEN,
                check.action(),
                check.verdict().name(),
                check.describe(),
                check.failure() == null ? null : FailureDescriptor.of(check.failure()));
    }
}
