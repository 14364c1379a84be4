package io.autoimport.aws;

import static io.autoimport.aws.ScanFixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.RecordedRequest;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Sources that are searched in the name of a role. */
class Ec2RolesTest {

    private static final String BLUE = "222222222222";
    private static final String GREEN = "333333333333";
    private static final String SECRET = "a-secret-between-two";

    private final TestClock clock = new TestClock();
    private final ScanFixture aws = new ScanFixture(clock);

    @AfterEach
    void close() {
        aws.close();
    }

    private static String roleOf(String account) {
        return "arn:aws:iam::" + account + ":role/path/importer";
    }

    private static ImportTarget inNameOf(String account) {
        return inNameOf(account, null);
    }

    private static ImportTarget inNameOf(String account, @Nullable String externalId) {
        return target(source -> source.amiName("CML-*").role(new AssumedRole(roleOf(account), externalId)));
    }

    private SimulatedInstance launchIn(String account) {
        SimulatedRegion region = aws.ec2.account(account).region(ScanFixture.REGION);
        return region.launch(region.registerImage("CML-a"));
    }

    private static Failure failureOf(ScanOutcome outcome) {
        assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
        assertThat(outcome.failure()).isNotNull();
        return outcome.failure();
    }

    @Test
    void eachRoleSeesItsOwnAccountOnly() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        aws.ec2.account(GREEN).role(roleOf(GREEN)).externalId(SECRET);
        String own = launchIn(Ec2Simulator.DEFAULT_ACCOUNT_ID).id();
        String blue = launchIn(BLUE).id();
        String green = launchIn(GREEN).id();

        ScanOutcome ownOutcome = aws.scan(target(source -> source.amiName("CML-*")));
        assertThat(aws.foundIds()).containsExactly(own);
        assertThat(ownOutcome.account()).isEqualTo(Ec2Simulator.DEFAULT_ACCOUNT_ID);

        ScanOutcome blueOutcome = aws.scan(inNameOf(BLUE));
        assertThat(aws.foundIds()).containsExactly(blue);
        assertThat(blueOutcome.account()).isEqualTo(BLUE);

        ScanOutcome greenOutcome = aws.scan(inNameOf(GREEN, SECRET));
        assertThat(aws.foundIds()).containsExactly(green);
        assertThat(greenOutcome.account()).isEqualTo(GREEN);
        assertThat(aws.found().get(0).account()).isEqualTo(GREEN);
        assertThat(aws.found().get(0).image().ownerId())
                .as("self is the role's account")
                .isEqualTo(GREEN);
    }

    @Test
    void aRoleIsAssumedOnceForManyScansAndCountedWhereItIs() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        launchIn(BLUE);

        ScanOutcome first = aws.scan(inNameOf(BLUE));
        ScanOutcome second = aws.scan(inNameOf(BLUE));
        aws.discovery.lookUp(inNameOf(BLUE), Set.of("i-00000000000000000"), page -> true);

        assertThat(first.apiCalls()).as("with that to STS").isEqualTo(3);
        assertThat(second.apiCalls()).isEqualTo(2);
        assertThat(aws.ec2.requests("AssumeRole")).singleElement().satisfies(request -> {
            assertThat(request.region()).isEqualTo(ScanFixture.REGION);
            assertThat(request.parameters())
                    .containsEntry("RoleArn", roleOf(BLUE))
                    .containsEntry("RoleSessionName", "auto-import")
                    .doesNotContainKey("ExternalId");
        });
        assertThat(aws.ec2.requests("DescribeInstances"))
                .extracting(RecordedRequest::accountId)
                .containsOnly(BLUE);
    }

    @Test
    void theSessionTellsWhoCalls() {
        aws.ec2.account(BLUE).role(roleOf(BLUE)).externalId(SECRET);
        try (Ec2InstanceDiscovery discovery =
                aws.discovery(aws.settings().withSessionName("auto-import-billing"), List.of())) {
            aws.scan(discovery, inNameOf(BLUE, SECRET));
        }

        assertThat(aws.ec2.requests("AssumeRole"))
                .singleElement()
                .satisfies(request -> assertThat(request.parameters())
                        .containsEntry("RoleSessionName", "auto-import-billing")
                        .containsEntry("ExternalId", SECRET));
    }

    @Test
    void theAccountIsKnownEvenIfNothingWasFound() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));

        ScanOutcome outcome = aws.scan(inNameOf(BLUE));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.found()).isEmpty();
        assertThat(outcome.account()).isEqualTo(BLUE);
        assertThat(aws.discovery
                        .lookUp(inNameOf(BLUE), Set.of("i-00000000000000000"), page -> true)
                        .account())
                .isEqualTo(BLUE);
    }

    @ParameterizedTest
    @CsvSource({"refused", "unknown", "wrong external id", "no external id"})
    void aRoleThatCannotBeAssumedFailsItsTargetAndNoOther(String why) {
        switch (why) {
            case "refused" -> aws.ec2.account(BLUE).role(roleOf(BLUE)).refused();
            case "unknown" -> {}
            default -> aws.ec2.account(BLUE).role(roleOf(BLUE)).externalId("another one");
        }
        aws.ec2.account(GREEN).role(roleOf(GREEN));
        launchIn(BLUE);
        String green = launchIn(GREEN).id();

        ScanOutcome outcome = aws.scan(inNameOf(BLUE, why.equals("no external id") ? null : SECRET));

        Failure failure = failureOf(outcome);
        assertThat(failure.cause()).isEqualTo(FailureCause.PERMISSION);
        assertThat(failure.code()).isEqualTo("AccessDenied");
        assertThat(failure.requestId()).isNotBlank();
        assertThat(failure.message())
                .contains("is not authorized to perform: sts:AssumeRole")
                .contains("trust policy")
                .contains("external id")
                .doesNotContain(SECRET);
        assertThat(outcome.account()).isEqualTo(BLUE);
        assertThat(aws.found()).isEmpty();
        assertThat(aws.ec2.requests()).extracting(RecordedRequest::action).containsExactly("AssumeRole");
        assertThat(outcome.apiCalls()).isEqualTo(1);

        assertThat(aws.scan(inNameOf(GREEN)).completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.foundIds()).containsExactly(green);
    }

    @Test
    void aRefusalIsNotRemembered() {
        aws.ec2.account(BLUE).role(roleOf(BLUE)).refused();
        assertThat(failureOf(aws.scan(inNameOf(BLUE))).code()).isEqualTo("AccessDenied");

        aws.ec2.account(BLUE).role(roleOf(BLUE));

        assertThat(aws.scan(inNameOf(BLUE)).completeness()).isEqualTo(Completeness.COMPLETE);
    }

    @ParameterizedTest
    @CsvSource({
        "403, ExpiredToken, CREDENTIALS, the application's own credentials",
        "403, InvalidClientTokenId, CREDENTIALS, the application's own credentials",
        "403, RegionDisabledException, PERMISSION, trust policy",
        "400, ValidationError, INVALID_REQUEST, check the ARN of the role",
        "503, Throttling, THROTTLED, the next run tries again",
        "500, InternalFailure, UNREACHABLE, endpoint of STS"
    })
    void whatStsAnswersIsNamed(int status, String code, FailureCause cause, String cure) {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        aws.ec2.faults().fail("AssumeRole", status, code);

        ScanOutcome outcome = aws.scan(inNameOf(BLUE));

        Failure failure = failureOf(outcome);
        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains(cure).doesNotContain(roleOf(BLUE));
        assertThat(failure.requestId()).isNotBlank();
        assertThat(aws.ec2.requests()).hasSizeLessThanOrEqualTo(3);
        assertThat(outcome.apiCalls()).isEqualTo(aws.ec2.requestCount());
    }

    @Test
    void whatStsQuotesOfTheExternalIdIsNotRepeated() {
        assertThat(failureOf(aws.scan(inNameOf(BLUE))).message()).contains("not authorized to");

        Failure failure = failureOf(aws.scan(inNameOf(BLUE, "authorized")));

        assertThat(failure.message()).contains("not *** to").doesNotContain("authorized");
    }

    @Test
    void aShortExternalIdLeavesTheWordsAroundItWhole() {
        assertThat(failureOf(aws.scan(inNameOf(BLUE, "or"))).message()).contains("not authorized to");
    }

    @Test
    void noCredentialsToAskWithAreNamed() {
        try (Ec2InstanceDiscovery discovery = new Ec2InstanceDiscovery(
                aws.settings(), DefaultCredentialsProvider.builder().build(), List.of())) {
            ScanOutcome outcome = aws.scan(discovery, inNameOf(BLUE));

            assertThat(failureOf(outcome).cause()).isEqualTo(FailureCause.CREDENTIALS);
            assertThat(failureOf(outcome).code()).isEqualTo("NoCredentials");
            assertThat(failureOf(outcome).message())
                    .contains("the role could not be assumed (No AWS credentials could be had");
            assertThat(outcome.apiCalls()).isZero();
        }
    }

    @Test
    void anStsThatIsNotThereIsUnreachableAndAskedForAFewTimesOnly() {
        Ec2Settings settings = aws.settings()
                .withStsEndpoint(URI.create("http://127.0.0.1:1"))
                .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(5));
        try (Ec2InstanceDiscovery discovery = aws.discovery(settings, List.of())) {
            ScanOutcome outcome = aws.scan(discovery, inNameOf(BLUE));

            assertThat(failureOf(outcome).cause()).isEqualTo(FailureCause.UNREACHABLE);
            assertThat(failureOf(outcome).message()).contains("endpoint of STS").doesNotContain(roleOf(BLUE));
            assertThat(outcome.apiCalls())
                    .as("retries of STS are not retried by EC2")
                    .isEqualTo(3);
            assertThat(aws.ec2.requestCount()).isZero();
        }
    }

    @Test
    void stsCanHaveAnEndpointOfItsOwn() {
        try (Ec2Simulator other = Ec2Simulator.start();
                Ec2InstanceDiscovery discovery =
                        aws.discovery(aws.settings().withStsEndpoint(other.endpoint()), List.of())) {
            other.account(BLUE).role(roleOf(BLUE));

            aws.scan(discovery, inNameOf(BLUE));

            assertThat(other.requests("AssumeRole")).hasSize(1);
            assertThat(aws.ec2.requests("AssumeRole")).isEmpty();
        }
    }

    @Test
    void aSessionThatEc2FindsExpiredIsRenewedByTheNextScan() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        SimulatedInstance instance = launchIn(BLUE);
        aws.scan(inNameOf(BLUE));

        clock.advance(Duration.ofHours(2));

        assertThat(failureOf(aws.scan(inNameOf(BLUE))).cause()).isEqualTo(FailureCause.CREDENTIALS);
        assertThat(aws.scan(inNameOf(BLUE)).completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.foundIds()).containsExactly(instance.id());
        assertThat(aws.ec2.requests("AssumeRole")).hasSize(2);
    }

    @Test
    void aSessionThatExpiresInTheMiddleOfAScanIsRenewedByTheNext() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        SimulatedRegion region = aws.ec2.account(BLUE).region(ScanFixture.REGION);
        region.launch(region.registerImage("CML-a"), 1_500);
        aws.ec2
                .faults()
                .expireCredentials()
                .on("DescribeInstances")
                .forAccount(BLUE)
                .after(1);

        ScanOutcome outcome = aws.scan(inNameOf(BLUE));
        aws.ec2.faults().clear();

        assertThat(outcome.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(outcome.failure()).isNotNull();
        assertThat(outcome.failure().cause()).isEqualTo(FailureCause.CREDENTIALS);
        assertThat(aws.scan(inNameOf(BLUE)).completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.foundIds()).hasSize(1_500);
        assertThat(aws.ec2.requests("AssumeRole")).hasSize(2);
    }

    @Test
    void aLookUpRenewsTheSessionAsWell() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        SimulatedInstance instance = launchIn(BLUE);
        aws.scan(inNameOf(BLUE));
        clock.advance(Duration.ofHours(2));

        ScanOutcome expired = aws.discovery.lookUp(inNameOf(BLUE), Set.of(instance.id()), page -> true);
        ScanOutcome renewed = aws.discovery.lookUp(inNameOf(BLUE), Set.of(instance.id()), page -> true);

        assertThat(failureOf(expired).cause()).isEqualTo(FailureCause.CREDENTIALS);
        assertThat(renewed.completeness()).isEqualTo(Completeness.COMPLETE);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredToken, CREDENTIALS",
        "401, AuthFailure, CREDENTIALS",
        "403, UnauthorizedOperation, PERMISSION"
    })
    void aRevokedSessionIsRenewedByTheNextScan(int status, String code, FailureCause cause) {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        aws.scan(inNameOf(BLUE));
        aws.ec2.faults().fail("DescribeImages", status, code).forAccount(BLUE).times(1);

        assertThat(failureOf(aws.scan(inNameOf(BLUE))).cause()).isEqualTo(cause);
        assertThat(aws.ec2.requests("AssumeRole")).hasSize(1);
        assertThat(aws.scan(inNameOf(BLUE)).completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(aws.ec2.requests("AssumeRole")).hasSize(2);
    }

    @Test
    void whileTheApplicationsOwnCredentialsAreExpiredSoIsEveryRole() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        aws.ec2.faults().expireCredentials().forAccount(Ec2Simulator.DEFAULT_ACCOUNT_ID);

        Failure failure = failureOf(aws.scan(inNameOf(BLUE)));

        assertThat(failure.cause()).isEqualTo(FailureCause.CREDENTIALS);
        assertThat(failure.code()).isEqualTo("ExpiredToken");
        assertThat(failure.message()).contains("the application's own credentials");

        aws.ec2.faults().clear();

        assertThat(aws.scan(inNameOf(BLUE)).completeness()).isEqualTo(Completeness.COMPLETE);
    }

    @Test
    void aThrottledSessionIsKept() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        try (Ec2InstanceDiscovery discovery = aws.discovery(aws.settings(), List.of(ScanFixture::withoutBackoff))) {
            aws.scan(discovery, inNameOf(BLUE));
            aws.ec2.faults().fail("DescribeImages", 503, "RequestLimitExceeded");

            assertThat(failureOf(aws.scan(discovery, inNameOf(BLUE))).cause()).isEqualTo(FailureCause.THROTTLED);

            aws.ec2.faults().clear();
            aws.scan(discovery, inNameOf(BLUE));
            assertThat(aws.ec2.requests("AssumeRole")).hasSize(1);
        }
    }

    @Test
    void customizersAdjustTheClientsOfRolesOnceEach() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        AtomicInteger calls = new AtomicInteger();
        try (Ec2InstanceDiscovery discovery =
                aws.discovery(aws.settings(), List.of(builder -> calls.incrementAndGet()))) {
            aws.scan(discovery, inNameOf(BLUE));
            aws.scan(discovery, inNameOf(BLUE));
            aws.scan(discovery, target(source -> source.amiName("CML-*")));
        }

        assertThat(calls).hasValue(2);
    }

    @Test
    void manyRolesSideBySideDoNotMixUpTheirAccounts() throws Exception {
        List<String> accounts = List.of(BLUE, GREEN, "444444444444", "555555555555");
        for (String account : accounts) {
            aws.ec2.account(account).role(roleOf(account));
            launchIn(account);
        }
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Future<ScanOutcome>> scans = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String account = accounts.get(i % accounts.size());
                scans.add(executor.submit(() -> aws.discovery.scan(
                        inNameOf(account),
                        page -> page.stream().allMatch(instance -> account.equals(instance.account())))));
            }
            long apiCalls = 0;
            for (int i = 0; i < scans.size(); i++) {
                ScanOutcome outcome = scans.get(i).get(1, TimeUnit.MINUTES);
                assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
                assertThat(outcome.account()).isEqualTo(accounts.get(i % accounts.size()));
                apiCalls += outcome.apiCalls();
            }
            assertThat(aws.ec2.requests("AssumeRole")).hasSize(accounts.size());
            assertThat(apiCalls).as("each request is counted once").isEqualTo(aws.ec2.requestCount());
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void afterCloseNoRoleIsAssumed() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        aws.discovery.close();

        assertThat(failureOf(aws.scan(inNameOf(BLUE))).cause()).isEqualTo(FailureCause.STOPPED);
        assertThat(aws.ec2.requestCount()).isZero();
    }

    @Test
    void aScanThatIsOvertakenByCloseSaysThatItWasStopped() {
        aws.ec2.account(BLUE).role(roleOf(BLUE));
        SimulatedRegion region = aws.ec2.account(BLUE).region(ScanFixture.REGION);
        region.launch(region.registerImage("CML-a"), 3_500);

        ScanOutcome outcome = aws.discovery.scan(inNameOf(BLUE), page -> {
            aws.discovery.close();
            return true;
        });

        assertThat(outcome.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(outcome.failure()).isNotNull();
        assertThat(outcome.failure().cause()).isEqualTo(FailureCause.STOPPED);
    }

    /** The simulator's clock: right until it is told to run ahead. */
    private static final class TestClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration duration) {
            ahead = ahead.plus(duration);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Only UTC");
        }
    }
}
