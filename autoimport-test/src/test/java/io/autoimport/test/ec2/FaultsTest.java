package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autoimport.test.ec2.model.SimulatedImage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FaultsTest extends SimulatorTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SimulatedImage image = region.registerImage("CML-2.7.0-a");
    private final Faults faults = simulator.faults();

    /** On a thread of its own: the common pool of a machine with two cores runs one task at a time on JDK 25. */
    private static CompletableFuture<Void> inBackground(Runnable call) {
        return CompletableFuture.runAsync(call, task -> new Thread(task).start());
    }

    private void assertWell() {
        assertThatCode(() -> ec2.describeInstances()).doesNotThrowAnyException();
    }

    @Test
    void anErrorIsAnsweredSoManyTimes() {
        Fault fault = faults.fail("DescribeInstances", 503, "Unavailable").times(2);

        assertThat(codeOf(ec2::describeInstances)).isEqualTo("503 Unavailable");
        assertThatCode(() -> ec2.describeImages()).doesNotThrowAnyException();
        assertThat(codeOf(ec2::describeInstances)).isEqualTo("503 Unavailable");
        assertWell();
        assertThat(fault.hits()).isEqualTo(2);
    }

    @Test
    void anErrorIsAnsweredUntilItIsRemoved() {
        Fault fault = faults.fail(500, "InternalError");
        Ec2Exception refusal = refusal(ec2::describeImages);

        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Simulated fault: InternalError");
        assertThat(refusal.requestId()).isNotBlank();
        assertThat(codeOf(ec2::describeInstances)).isEqualTo("500 InternalError");

        fault.remove();

        assertWell();
    }

    @Test
    void aFaultCanBeRestrictedToARegionAnAccountAndALaterCall() {
        faults.fail(500, "InternalError")
                .in(OTHER_REGION)
                .forAccount(OTHER_ACCOUNT)
                .after(1);
        Ec2Client client = ec2(simulator.account(OTHER_ACCOUNT), OTHER_REGION);

        assertWell();
        assertThatCode(() -> ec2(simulator.account(), OTHER_REGION).describeInstances())
                .doesNotThrowAnyException();
        assertThatCode(client::describeInstances).doesNotThrowAnyException();
        assertThat(codeOf(client::describeInstances)).isEqualTo("500 InternalError");
    }

    @Test
    void clearEndsAllFaults() {
        faults.fail(500, "InternalError");
        faults.deny(REGION);
        faults.cutConnections();

        faults.clear();

        assertWell();
    }

    @Test
    void aThrottleLetsABurstPassAndThenSoManyASecond() {
        faults.throttle(3, 0.5);
        ec2.describeInstances();
        ec2.describeInstances();
        ec2.describeInstances();

        assertThat(codeOf(ec2::describeInstances)).isEqualTo("503 RequestLimitExceeded");
        assertThatCode(() -> ec2.describeImages()).as("another API").doesNotThrowAnyException();
        assertThatCode(() -> ec2(simulator.account(), OTHER_REGION).describeInstances())
                .as("another region")
                .doesNotThrowAnyException();
        assertThatCode(() -> ec2(simulator.account(OTHER_ACCOUNT), REGION).describeInstances())
                .as("another account")
                .doesNotThrowAnyException();

        clock.advance(Duration.ofSeconds(2));

        assertWell();
        assertThat(codeOf(ec2::describeInstances)).isEqualTo("503 RequestLimitExceeded");
        assertThatThrownBy(() -> faults.throttle(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSdkTakesAThrottledAnswerForOneAndTriesAgain() {
        faults.fail("DescribeInstances", 503, "RequestLimitExceeded").times(2);
        try (Ec2Client retrying = retrying()) {
            assertThat(retrying.describeInstances().reservations()).isEmpty();
        }

        assertThat(simulator.requests("DescribeInstances")).hasSize(3);
    }

    private Ec2Client retrying() {
        return Ec2Client.builder()
                .endpointOverride(simulator.endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials()))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.retryStrategy(RetryMode.STANDARD))
                .build();
    }

    @Test
    void aDeniedRegionDeniesAllOfEc2AndNothingElse() {
        faults.deny(OTHER_REGION);

        assertThat(codeOf(() -> ec2(simulator.account(), OTHER_REGION).describeInstances()))
                .isEqualTo("403 UnauthorizedOperation");
        assertThat(codeOf(() -> ec2(simulator.account(), OTHER_REGION).describeImages()))
                .isEqualTo("403 UnauthorizedOperation");
        assertWell();
        assertThat(sts(credentials()).getCallerIdentity().account()).isEqualTo("111122223333");
    }

    @Test
    void anActionCanBeDenied() {
        faults.deny(REGION).on("DescribeImages");

        assertThat(codeOf(ec2::describeImages)).isEqualTo("403 UnauthorizedOperation");
        assertWell();
    }

    @Test
    void anActionCanBeUnknown() {
        faults.unsupported("DescribeInstanceImageMetadata");

        Ec2Exception refusal = refusal(() -> ec2.describeInstanceImageMetadata(r -> {}));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("The action DescribeInstanceImageMetadata is not valid for this web service.");
        assertWell();
    }

    @Test
    void credentialsCanExpire() {
        faults.expireCredentials().times(1);

        assertThat(codeOf(ec2::describeInstances)).isEqualTo("400 RequestExpired");
        assertWell();
    }

    @Test
    void latencyDelaysAnAnswer() {
        faults.latency(Duration.ofMillis(150)).times(1);
        long start = System.nanoTime();

        ec2.describeInstances();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void aCutConnectionFailsTheCall() {
        region.launch(image, 100);
        faults.cutConnections().times(1);

        assertThatThrownBy(() -> ec2.describeInstances()).isInstanceOf(SdkException.class);
        assertWell();
    }

    @Test
    void truncatedXmlFailsTheCall() {
        region.launch(image, 3);
        faults.truncateXml().times(1);

        assertThatThrownBy(() -> ec2.describeInstances()).isInstanceOf(SdkException.class);
        assertWell();
    }

    @Test
    void malformedXmlFailsTheCall() {
        region.launch(image, 3);
        faults.malformXml().times(1);

        assertThatThrownBy(() -> ec2.describeInstances()).isInstanceOf(SdkException.class);
        assertWell();
    }

    @Test
    void aHangingCallIsCutOffWhenTheFaultIsRemoved() {
        Fault hang = faults.hang().times(1);
        CompletableFuture<?> call = inBackground(() -> ec2.describeInstances());
        await().atMost(PATIENCE).until(() -> hang.hits() == 1);
        assertThat(call).isNotDone();

        hang.remove();

        await().atMost(PATIENCE).until(call::isDone);
        assertThat(simulator.requests("DescribeInstances")).isNotEmpty();
    }

    @Test
    void closingCutsOffWhatHangsOrWaits() {
        Fault hang = faults.hang().on("DescribeInstances");
        Fault latency = faults.latency(Duration.ofHours(1)).on("DescribeImages");
        CompletableFuture<?> hanging = inBackground(() -> ec2.describeInstances());
        CompletableFuture<?> waiting = inBackground(() -> ec2.describeImages());
        await().atMost(PATIENCE).until(() -> hang.hits() >= 1 && latency.hits() >= 1);

        simulator.close();

        await().atMost(PATIENCE).until(() -> hanging.isDone() && waiting.isDone());
        assertThat(hanging).isCompletedExceptionally();
        assertThat(waiting).isCompletedExceptionally();
        assertThatThrownBy(() -> ec2.describeInstances()).isInstanceOf(SdkClientException.class);
    }

    @Test
    void tagsOfAFreshInstanceAppearAfterTheLag() {
        faults.tagLag(Duration.ofSeconds(30));
        region.launch(image, 1, options -> options.tag("Name", "lab"));

        assertThat(described().get(0).tags()).isEmpty();
        assertThat(describedIds(filter("tag:Name", "lab"))).isEmpty();
        assertThat(region.instances().findFirst().orElseThrow().tags()).containsEntry("Name", "lab");

        clock.advance(Duration.ofSeconds(30));

        assertThat(described().get(0).tags()).hasSize(1);
        assertThat(describedIds(filter("tag:Name", "lab"))).hasSize(1);
    }

    @Test
    void aFreshInstanceIsListedAfterTheLag() {
        faults.listingLag(Duration.ofSeconds(30));
        String id = region.launch(image).id();

        assertThat(described()).isEmpty();
        assertThat(codeOf(() -> ec2.describeInstances(r -> r.instanceIds(id))))
                .isEqualTo("400 InvalidInstanceID.NotFound");
        assertThat(region.find(id)).isPresent();

        clock.advance(Duration.ofSeconds(30));

        assertThat(describedIds()).containsExactly(id);
    }
}
