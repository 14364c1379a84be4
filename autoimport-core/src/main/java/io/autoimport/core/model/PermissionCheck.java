package io.autoimport.core.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target may be asked with one of the calls that it takes.
 *
 * @param source the name of the source
 * @param region the region
 * @param roleArn the role that asks; null if it is the application itself
 * @param action as IAM calls it, for example {@code ec2:DescribeInstances}
 * @param verdict what came out
 * @param failure why it is denied, or can't be told; null exactly if it is allowed
 */
public record PermissionCheck(
        String source,
        String region,
        @Nullable String roleArn,
        String action,
        Verdict verdict,
        @Nullable Failure failure) {

    /** What the application needs for a source with a role. */
    public static final String ASSUME_ROLE = "sts:AssumeRole";

    /** What came out of a check. */
    public enum Verdict {
        /** The call would be let in. */
        ALLOWED,
        /** The call would be refused. */
        DENIED,
        /** The question itself failed, for another reason. */
        UNKNOWN
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if an allowed call has a failure, or another one has none
     */
    public PermissionCheck {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(action, "action");
        if ((verdict == Verdict.ALLOWED) != (failure == null)) {
            throw new IllegalArgumentException("A call is either allowed or has a failure");
        }
    }

    /**
     * A call that would be let in.
     *
     * @param target what it is for
     * @param action as IAM calls it
     * @return the check
     */
    public static PermissionCheck allowed(ImportTarget target, String action) {
        return of(target, action, Verdict.ALLOWED, null);
    }

    /**
     * A call that would fail.
     *
     * @param target what it is for
     * @param action as IAM calls it
     * @param failure why; with the cause {@link FailureCause#PERMISSION} it counts as denied
     * @return the check
     */
    public static PermissionCheck failed(ImportTarget target, String action, Failure failure) {
        boolean denied = failure.cause() == FailureCause.PERMISSION;
        return of(target, action, denied ? Verdict.DENIED : Verdict.UNKNOWN, failure);
    }

    private static PermissionCheck of(ImportTarget target, String action, Verdict verdict, @Nullable Failure failure) {
        @Nullable AssumedRole role = target.source().role();
        return new PermissionCheck(
                target.source().name(), target.region(), role == null ? null : role.arn(), action, verdict, failure);
    }

    /**
     * In words. A role is named by its source: its ARN is not for everybody who may read them.
     *
     * @return for example {@code ec2:DescribeInstances is not allowed for the application's own credentials in
     *     eu-west-1}
     */
    public String describe() {
        String role = "the role of the source " + source;
        if (action.equals(ASSUME_ROLE)) {
            return describe("sts:AssumeRole on " + role, "the application's own credentials");
        }
        String who = (roleArn == null ? "the application's own credentials" : role) + " in " + region;
        return describe(action, who);
    }

    private String describe(String what, String who) {
        return switch (verdict) {
            case ALLOWED -> what + " is allowed for " + who;
            case DENIED -> what + " is not allowed for " + who;
            case UNKNOWN -> "whether " + what + " is allowed for " + who + " can't be told";
        };
    }
}
