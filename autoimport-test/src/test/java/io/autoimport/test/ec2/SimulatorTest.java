package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.sts.StsClient;

/** A simulator on a clock of its own, and the real SDK's clients for it, without retries. */
abstract class SimulatorTest {

    static final String REGION = "us-east-1";
    static final String OTHER_REGION = "eu-west-1";
    static final String OTHER_ACCOUNT = "222233334444";

    private final List<AutoCloseable> clients = new ArrayList<>();
    final ManualClock clock = new ManualClock();
    final Ec2Simulator simulator = Ec2Simulator.builder().clock(clock).seed(7).start();
    final SimulatedRegion region = simulator.region(REGION);
    final Ec2Client ec2 = ec2(simulator.account(), REGION);

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        simulator.close();
    }

    final Ec2Client ec2(SimulatedAccount account, String regionName) {
        return ec2(AwsBasicCredentials.create(account.accessKeyId(), account.secretAccessKey()), regionName);
    }

    final Ec2Client ec2(AwsCredentials credentials, String regionName) {
        return opened(configure(Ec2Client.builder(), credentials, regionName)
                .httpClient(http())
                .build());
    }

    final StsClient sts(AwsCredentials credentials) {
        return opened(configure(StsClient.builder(), credentials, REGION)
                .httpClient(http())
                .build());
    }

    final AwsCredentials credentials() {
        return AwsBasicCredentials.create(
                simulator.account().accessKeyId(), simulator.account().secretAccessKey());
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .socketTimeout(Duration.ofSeconds(20))
                .build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B configure(
            B builder, AwsCredentials credentials, String regionName) {
        return builder.endpointOverride(simulator.endpoint())
                .region(Region.of(regionName))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private <C extends AutoCloseable> C opened(C client) {
        clients.add(client);
        return client;
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    static Ec2Exception refusal(ThrowingCallable call) {
        return catchThrowableOfType(Ec2Exception.class, call);
    }

    static String codeOf(ThrowingCallable call) {
        Ec2Exception refusal = refusal(call);
        return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
    }

    final List<Instance> described(Filter... filters) {
        return described(
                ec2, DescribeInstancesRequest.builder().filters(filters).build());
    }

    static List<Instance> described(Ec2Client client, DescribeInstancesRequest request) {
        return client.describeInstances(request).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    final List<String> describedIds(Filter... filters) {
        return described(filters).stream().map(Instance::instanceId).toList();
    }

    static String[] ids(List<SimulatedInstance> instances) {
        return instances.stream().map(SimulatedInstance::id).toArray(String[]::new);
    }
}
