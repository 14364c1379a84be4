package io.autoimport.aws;

import static io.autoimport.aws.ScanFixture.named;
import static io.autoimport.aws.ScanFixture.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.PermissionCheck;
import io.autoimport.core.model.PermissionCheck.Verdict;
import io.autoimport.core.spi.PermissionReport;
import io.autoimport.test.ec2.model.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which permissions are there, as EC2 itself tells. */
class Ec2PreflightTest {

    private static final String BLUE = "222222222222";
    private static final String ROLE = "arn:aws:iam::" + BLUE + ":role/import";

    private final ScanFixture aws = new ScanFixture();

    @AfterEach
    void close() {
        aws.close();
    }

    private PermissionReport check(ImportTarget target) {
        return aws.discovery.checkPermissions(target);
    }

    private static ImportTarget inNameOfARole() {
        return target(source -> source.amiName("CML-*").role(new AssumedRole(ROLE, null)));
    }

    @Test
    void everyCallInUseIsAskedForAndNothingIsRead() {
        PermissionReport report = check(named("CML-*"));

        assertThat(report.checks())
                .extracting(PermissionCheck::action, PermissionCheck::verdict, PermissionCheck::roleArn)
                .containsExactly(
                        tuple("ec2:DescribeImages", Verdict.ALLOWED, null),
                        tuple("ec2:DescribeInstances", Verdict.ALLOWED, null));
        assertThat(report.apiCalls()).isEqualTo(2);
        assertThat(aws.ec2.requests())
                .extracting(RecordedRequest::parameters)
                .hasSize(2)
                .allSatisfy(parameters -> assertThat(parameters.toString()).contains("DryRun"));
    }

    @Test
    void whatIsOnlyUsedForDeregisteredImagesIsAskedForOnlyThen() {
        assertThat(check(target(source -> source.amiName("CML-*").includeDeregisteredImages(true)))
                        .checks())
                .extracting(PermissionCheck::action)
                .containsExactly("ec2:DescribeImages", "ec2:DescribeInstanceImageMetadata", "ec2:DescribeInstances");
    }

    @Test
    void anActionThatIsNotAllowedIsNamed() {
        aws.ec2.faults().fail("DescribeInstances", 403, "UnauthorizedOperation");

        PermissionReport report = check(named("CML-*"));

        assertThat(report.denied()).singleElement().satisfies(denied -> {
            assertThat(denied.describe())
                    .isEqualTo(
                            "ec2:DescribeInstances is not allowed for the application's own credentials in us-east-1");
            assertThat(denied.failure().requestId()).isNotBlank();
        });
    }

    @Test
    void whatFailsForAnotherReasonIsNotCalledDenied() {
        aws.ec2.faults().fail("DescribeImages", 400, "InvalidParameterValue");

        PermissionReport report = check(named("CML-*"));

        assertThat(report.denied()).isEmpty();
        assertThat(report.checks().get(0).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.checks().get(0).failure().cause()).isEqualTo(FailureCause.INVALID_REQUEST);
    }

    @Test
    void aRoleIsCheckedInItsOwnName() {
        aws.ec2.account(BLUE).role(ROLE);
        aws.ec2.faults().fail("DescribeImages", 403, "UnauthorizedOperation").forAccount(BLUE);

        assertThat(check(inNameOfARole()).checks())
                .extracting(PermissionCheck::action, PermissionCheck::verdict, PermissionCheck::roleArn)
                .containsExactly(
                        tuple("sts:AssumeRole", Verdict.ALLOWED, ROLE),
                        tuple("ec2:DescribeImages", Verdict.DENIED, ROLE),
                        tuple("ec2:DescribeInstances", Verdict.ALLOWED, ROLE));
    }

    @Test
    void aRoleThatCannotBeAssumedIsWhatIsMissing() {
        PermissionReport report = check(inNameOfARole());

        assertThat(report.checks()).singleElement().satisfies(check -> {
            assertThat(check.verdict()).isEqualTo(Verdict.DENIED);
            assertThat(check.describe())
                    .isEqualTo("sts:AssumeRole on the role of the source " + check.source()
                            + " is not allowed for the application's own credentials");
        });
        assertThat(report.apiCalls()).as("of STS").isEqualTo(1);
    }

    @Test
    void aPermissionThatIsGrantedMeanwhileIsSeen() {
        assertThat(check(inNameOfARole()).denied()).hasSize(1);

        aws.ec2.account(BLUE).role(ROLE);

        assertThat(check(inNameOfARole()).denied()).isEmpty();
    }
}
