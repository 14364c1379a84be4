package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class SecurityTokenTest extends SimulatorTest {

    private static final String ROLE = "arn:aws:iam::222233334444:role/path/importer";

    private final StsClient sts = sts(credentials());

    private static AwsCredentials session(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private static String refusalOf(ThrowingCallable call) {
        StsException refusal = catchThrowableOfType(StsException.class, call);
        return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
    }

    @Test
    void anAssumedRoleActsInItsOwnAccount() {
        simulator.account(OTHER_ACCOUNT).role(ROLE);
        SimulatedRegion theirs = simulator.account(OTHER_ACCOUNT).region(REGION);
        String id = theirs.launch(theirs.registerImage("CML-2.7.0-a")).id();

        AssumeRoleResponse assumed = sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("import"));
        AwsCredentials session = session(assumed.credentials());

        assertThat(assumed.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::222233334444:assumed-role/importer/import");
        assertThat(assumed.credentials().expiration()).isEqualTo(clock.instant().plusSeconds(3600));
        assertThat(ec2(session, REGION)
                        .describeInstances()
                        .reservations()
                        .get(0)
                        .instances()
                        .get(0)
                        .instanceId())
                .isEqualTo(id);
        GetCallerIdentityResponse identity = sts(session).getCallerIdentity();
        assertThat(identity.account()).isEqualTo(OTHER_ACCOUNT);
        assertThat(identity.arn()).isEqualTo(assumed.assumedRoleUser().arn());
        assertThat(simulator.requests("DescribeInstances").get(0).accountId()).isEqualTo(OTHER_ACCOUNT);
    }

    @Test
    void anExternalIdMustMatch() {
        simulator.account(OTHER_ACCOUNT).role(ROLE).externalId("secret");

        assertThat(refusalOf(() -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("import"))))
                .isEqualTo("403 AccessDenied");
        assertThat(refusalOf(() -> sts.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("import").externalId("wrong"))))
                .isEqualTo("403 AccessDenied");
        assertThat(sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("import").externalId("secret"))
                        .credentials())
                .isNotNull();
    }

    @Test
    void anUnknownOrRefusedRoleCantBeAssumed() {
        assertThat(refusalOf(() -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("import"))))
                .isEqualTo("403 AccessDenied");

        assertThat(simulator.account(OTHER_ACCOUNT).role(ROLE).refused().arn()).isEqualTo(ROLE);

        assertThat(refusalOf(() -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("import"))))
                .isEqualTo("403 AccessDenied");
        assertThat(refusalOf(() -> sts.assumeRole(
                        r -> r.roleArn("importer-role-of-somebody").roleSessionName("import"))))
                .isEqualTo("400 ValidationError");
        assertThat(refusalOf(() ->
                        sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("x").durationSeconds(1))))
                .isEqualTo("400 ValidationError");
        assertThatThrownBy(() -> simulator.account().role(ROLE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void temporaryCredentialsExpireByTheClock() {
        simulator.account(OTHER_ACCOUNT).role(ROLE);
        AwsCredentials session = session(
                sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("import").durationSeconds(900))
                        .credentials());
        Ec2Client client = ec2(session, REGION);
        assertThat(client.describeInstances().reservations()).isEmpty();

        clock.advance(Duration.ofMinutes(15));

        assertThat(codeOf(client::describeInstances)).isEqualTo("400 RequestExpired");
        assertThat(refusalOf(() -> sts(session).getCallerIdentity())).isEqualTo("403 ExpiredToken");
    }

    @Test
    void temporaryCredentialsThatWereNeverGivenAreRefused() {
        simulator.account(OTHER_ACCOUNT).role(ROLE);
        Credentials given =
                sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("import")).credentials();
        AwsCredentials wrongToken = AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), "x");
        AwsCredentials unknown = AwsSessionCredentials.create("ASIA0123456789ABCDEF", "x", "y");

        // The JDK's HTTP connection hides the body of a 401 from the SDK: see ProtocolTest for the code.
        assertThat(refusal(() -> ec2(wrongToken, REGION).describeInstances()).statusCode())
                .isEqualTo(401);
        assertThat(refusal(() -> ec2(unknown, REGION).describeInstances()).statusCode())
                .isEqualTo(401);
        assertThat(refusalOf(() -> sts(unknown).getCallerIdentity())).isEqualTo("403 InvalidClientTokenId");
    }

    @Test
    void aKeyThatNobodyGaveOutStandsForTheDefaultAccount() {
        assertThat(sts(AwsBasicCredentials.create("test", "test"))
                        .getCallerIdentity()
                        .account())
                .isEqualTo(Ec2Simulator.DEFAULT_ACCOUNT_ID);
        assertThat(simulator.account().id()).isEqualTo(Ec2Simulator.DEFAULT_ACCOUNT_ID);
    }

    @Test
    void anAccountIdHasTwelveDigits() {
        assertThatThrownBy(() -> simulator.account("12345")).hasMessageContaining("twelve digits");
    }
}
