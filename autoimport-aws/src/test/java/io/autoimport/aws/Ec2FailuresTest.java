package io.autoimport.aws;

import static io.autoimport.aws.ScanFixture.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.spi.ScanOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** What goes wrong is told by a name, with AWS's own code and request id; nothing is thrown. */
class Ec2FailuresTest {

    private static final Duration CALL = Duration.ofMillis(1_500);
    private static final Duration ATTEMPT = Duration.ofMillis(500);

    private final ScanFixture aws = new ScanFixture();

    @BeforeEach
    void launchSome() {
        aws.region.launch(aws.region.registerImage("CML-a"), 1_500);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private Failure failureOf(ScanOutcome outcome) {
        assertThat(outcome.failure()).isNotNull();
        return outcome.failure();
    }

    @ParameterizedTest
    @CsvSource({
        "403, UnauthorizedOperation, PERMISSION",
        "403, OptInRequired, PERMISSION",
        "403, SomethingNew, PERMISSION",
        "401, AuthFailure, CREDENTIALS",
        "403, AuthFailure, CREDENTIALS",
        "400, RequestExpired, CREDENTIALS",
        "401, SomethingNew, CREDENTIALS",
        "400, ExpiredToken, CREDENTIALS",
        "400, InvalidParameterValue, INVALID_REQUEST",
        "400, UnsupportedOperation, INVALID_REQUEST"
    })
    void anAnswerThatIsFinalIsNamedAndNotAskedForAgain(int status, String code, FailureCause cause) {
        aws.ec2.faults().fail("DescribeImages", status, code);

        ScanOutcome outcome = aws.scan(named("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
        Failure failure = failureOf(outcome);
        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.requestId()).isNotBlank();
        assertThat(failure.message()).isNotBlank();
        assertThat(outcome.apiCalls()).isEqualTo(aws.ec2.requestCount());
    }

    @Test
    void throttlingIsSatOut() {
        aws.ec2.faults().fail("DescribeInstances", 503, "RequestLimitExceeded").times(1);

        ScanOutcome outcome = aws.scan(named("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.foundIds()).hasSize(1_500).doesNotHaveDuplicates();
        assertThat(outcome.apiCalls()).as("the retry counts, too").isEqualTo(4).isEqualTo(aws.ec2.requestCount());
    }

    @Test
    void throttlingWithoutEndIsNamed() {
        aws.ec2.faults().fail("DescribeImages", 503, "RequestLimitExceeded");

        Failure failure = failureOf(aws.scan(named("CML-*")));

        assertThat(failure.cause()).isEqualTo(FailureCause.THROTTLED);
        assertThat(failure.code()).isEqualTo("RequestLimitExceeded");
        assertThat(aws.ec2.requestCount()).as("it was tried again").isGreaterThan(2);
    }

    @Test
    void whatWasFoundBeforeTheFailureMakesTheScanPartial() {
        aws.ec2.faults().fail("DescribeInstances", 403, "UnauthorizedOperation").after(1);

        ScanOutcome outcome = aws.scan(named("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(failureOf(outcome).cause()).isEqualTo(FailureCause.PERMISSION);
        assertThat(aws.foundIds()).hasSize(1_000);
        assertThat(outcome.account()).isEqualTo(aws.ec2.account().id());
    }

    @Test
    void aPageTokenThatComesTwiceEndsTheScan() {
        aws.ec2.faults().repeatPageToken().on("DescribeInstances");

        ScanOutcome outcome = aws.scan(named("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(failureOf(outcome).code()).isEqualTo("RepeatedPageToken");
        assertThat(aws.ec2.requests("DescribeInstances")).hasSizeLessThan(5);
    }

    @Test
    void aServerThatDoesNotAnswerIsUnreachableAfterTheTimeout() {
        aws.ec2.faults().hang();

        try (Ec2InstanceDiscovery hasty = aws.discovery(CALL, ATTEMPT)) {
            Failure failure = failureOf(aws.scan(hasty, named("CML-*")));

            assertThat(failure.cause()).isEqualTo(FailureCause.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @CsvSource({"cut", "truncated", "malformed", "html", "500", "503"})
    void anAnswerThatIsNoneIsUnreachable(String fault) {
        switch (fault) {
            case "cut" -> aws.ec2.faults().cutConnections();
            case "truncated" -> aws.ec2.faults().truncateXml();
            case "malformed" -> aws.ec2.faults().malformXml();
            case "html" -> aws.ec2.faults().answerHtml();
            default -> aws.ec2.faults().fail(Integer.parseInt(fault), "InternalError");
        }

        try (Ec2InstanceDiscovery hasty = aws.discovery(CALL, ATTEMPT)) {
            ScanOutcome outcome = aws.scan(hasty, named("CML-*"));

            assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
            assertThat(failureOf(outcome).cause()).isEqualTo(FailureCause.UNREACHABLE);
        }
    }

    @Test
    void aPortWhereNobodyListensIsUnreachable() {
        Ec2Settings nowhere = Ec2Settings.defaults()
                .withEndpoint(URI.create("http://127.0.0.1:1"))
                .withTimeouts(CALL, ATTEMPT);
        try (Ec2InstanceDiscovery discovery =
                new Ec2InstanceDiscovery(nowhere, AnonymousCredentialsProvider.create(), List.of())) {
            assertThat(failureOf(aws.scan(discovery, named("CML-*"))).cause()).isEqualTo(FailureCause.UNREACHABLE);
        }
    }

    @Test
    void noCredentialsAreNamedAndNothingIsSent() {
        Ec2Settings settings = Ec2Settings.defaults().withEndpoint(aws.ec2.endpoint());
        try (Ec2InstanceDiscovery discovery = new Ec2InstanceDiscovery(
                settings, DefaultCredentialsProvider.builder().build(), List.of())) {
            ScanOutcome outcome = aws.scan(discovery, named("CML-*"));

            assertThat(failureOf(outcome).cause()).isEqualTo(FailureCause.CREDENTIALS);
            assertThat(failureOf(outcome).code()).isEqualTo("NoCredentials");
            assertThat(outcome.apiCalls()).isZero();
            assertThat(aws.ec2.requestCount()).isZero();
        }
    }

    @Test
    void ofAChainWithoutCredentialsThoseAreNamedThatWereAsked() {
        AwsCredentialsProvider chain = AwsCredentialsProviderChain.builder()
                .credentialsProviders(SystemPropertyCredentialsProvider.create(), ContainerCredentialsProvider.create())
                .build();
        Ec2Settings settings = Ec2Settings.defaults().withEndpoint(aws.ec2.endpoint());
        try (Ec2InstanceDiscovery discovery = new Ec2InstanceDiscovery(settings, chain, List.of())) {
            ScanOutcome outcome = aws.scan(discovery, named("CML-*"));

            assertThat(failureOf(outcome).code()).isEqualTo("NoCredentials");
            assertThat(failureOf(outcome).message()).endsWith("These were asked in vain: SystemProperty, Container");
        }
    }

    @Test
    void aCustomizerThatFailsIsABugAndThrown() {
        Ec2Settings settings = Ec2Settings.defaults().withEndpoint(aws.ec2.endpoint());
        try (Ec2InstanceDiscovery discovery =
                new Ec2InstanceDiscovery(settings, AnonymousCredentialsProvider.create(), List.of(client -> {
                    throw new IllegalStateException("broken customizer");
                }))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> aws.scan(discovery, named("CML-*")))
                    .withMessage("broken customizer");
        }
    }

    @Test
    void aScanThatIsOvertakenByCloseSaysThatItWasStopped() {
        aws.region.launch(
                aws.region.registerImage("CML-b"), 2_000); // the second page may be there before the first is left

        ScanOutcome outcome = aws.discovery.scan(named("CML-*"), page -> {
            aws.discovery.close();
            return true;
        });

        assertThat(outcome.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(failureOf(outcome).cause()).isEqualTo(FailureCause.STOPPED);
    }

    @Test
    void afterCloseNoScanBegins() {
        aws.discovery.close();

        ScanOutcome outcome = aws.scan(named("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
        assertThat(failureOf(outcome).cause()).isEqualTo(FailureCause.STOPPED);
        assertThat(aws.ec2.requestCount()).isZero();
    }

    @RepeatedTest(5)
    void closeDuringAFirstScanNeitherHangsNorBreaks() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier sameMoment = new CyclicBarrier(2);
            Future<ScanOutcome> scan = executor.submit(() -> {
                sameMoment.await();
                return aws.discovery.scan(named("CML-*"), page -> true);
            });
            Future<?> close = executor.submit(() -> {
                sameMoment.await();
                aws.discovery.close();
                return null;
            });

            close.get(1, TimeUnit.MINUTES);
            ScanOutcome outcome = scan.get(1, TimeUnit.MINUTES);
            assertThat(outcome.completeness() == Completeness.COMPLETE
                            || failureOf(outcome).cause() == FailureCause.STOPPED)
                    .isTrue();
        } finally {
            executor.shutdownNow();
        }
    }
}
