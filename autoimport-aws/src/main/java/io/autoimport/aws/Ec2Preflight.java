package io.autoimport.aws;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.PermissionCheck;
import io.autoimport.core.spi.PermissionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Asks EC2 whether the calls of a scan would be allowed, with {@code DryRun}. For one use.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html">DryRun</a>
 */
final class Ec2Preflight {

    /** What EC2 answers to a dry run that would have been allowed: 412. */
    private static final String WOULD_HAVE_SUCCEEDED = "DryRunOperation";

    /** An endpoint that does not know of dry runs answers in earnest; it should not be much. */
    private static final int FEW = 5;

    private final ImportTarget target;
    private final Supplier<RegionalEc2> clientOnFirstUse;
    private final ApiCalls calls = new ApiCalls();

    Ec2Preflight(ImportTarget target, Supplier<RegionalEc2> clientOnFirstUse) {
        this.target = target;
        this.clientOnFirstUse = clientOnFirstUse;
    }

    PermissionReport execute() {
        List<PermissionCheck> checks = new ArrayList<>();
        @Nullable AssumedRole role = target.source().role();
        @Nullable RegionalEc2 ec2 = null;
        try {
            ec2 = clientOnFirstUse.get();
            for (Ec2Action action : Ec2Action.of(target.source())) {
                checks.add(check(ec2.client(), action));
            }
            if (role != null) {
                checks.add(0, PermissionCheck.allowed(target, PermissionCheck.ASSUME_ROLE));
            }
        } catch (SdkException e) { // what check() lets through: the role could not be assumed
            checks.clear();
            checks.add(PermissionCheck.failed(target, PermissionCheck.ASSUME_ROLE, AwsFailures.of(e)));
        } finally {
            if (ec2 != null) {
                ec2.takeSessionCalls(calls);
                forgetSessionIfDenied(ec2, checks);
            }
        }
        return new PermissionReport(checks, calls.requests(), calls.throttles());
    }

    // Permissions that are granted meanwhile must not have to wait for the session to end.
    private static void forgetSessionIfDenied(RegionalEc2 ec2, List<PermissionCheck> checks) {
        if (checks.stream().anyMatch(check -> check.verdict() != PermissionCheck.Verdict.ALLOWED)) {
            ec2.forgetSession();
        }
    }

    private PermissionCheck check(Ec2Client client, Ec2Action action) {
        try {
            ask(client, action);
        } catch (AwsServiceException e) {
            Failure failure = AwsFailures.of(e);
            return WOULD_HAVE_SUCCEEDED.equals(failure.code())
                    ? PermissionCheck.allowed(target, action.iamName())
                    : PermissionCheck.failed(target, action.iamName(), failure);
        } catch (SdkException e) {
            if (AwsFailures.isRoleNotAssumed(e)) {
                throw e;
            }
            return PermissionCheck.failed(target, action.iamName(), AwsFailures.of(e));
        }
        return PermissionCheck.allowed(target, action.iamName());
    }

    private void ask(Ec2Client client, Ec2Action action) {
        Consumer<AwsRequestOverrideConfiguration.Builder> counted =
                c -> c.putExecutionAttribute(CallCounter.CALLS, calls);
        Object ignored = switch (action) {
            case DESCRIBE_IMAGES ->
                client.describeImages(
                        r -> r.dryRun(true).owners("self").maxResults(FEW).overrideConfiguration(counted));
            case DESCRIBE_INSTANCES ->
                client.describeInstances(r -> r.dryRun(true).maxResults(FEW).overrideConfiguration(counted));
            case DESCRIBE_INSTANCE_IMAGE_METADATA ->
                client.describeInstanceImageMetadata(
                        r -> r.dryRun(true).maxResults(FEW).overrideConfiguration(counted));
        };
    }
}
