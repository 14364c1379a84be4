package io.autoimport.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLStreamException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

/** What is read by us, beside what the SDK's own unmarshaller reads of the same bytes. */
class ReservationsXmlTest {

    @Test
    void theFullestAnswersAreReadAsTheSdkReadsThem() throws Exception {
        try (Ec2Simulator simulator = Ec2Simulator.start()) {
            SimulatedRegion region = simulator.region("us-east-1");
            SimulatedImage image = region.registerImage("CML-a");
            List<SimulatedInstance> launched = region.launch(
                    image,
                    40,
                    launch -> launch.tag("Name", "<w&rker> \"é😀\" {index}").tag("Empty", ""));
            region.stop(launched.get(1).id());
            region.terminate(launched.get(2).id());
            region.launchFleet(image, 1_500);
            Recorder recorder = new Recorder();
            try (Ec2Client client = recorded(simulator, recorder)) {
                @Nullable String token = null;
                int seen = 0;
                do {
                    @Nullable String asked = token;
                    DescribeInstancesResponse page =
                            client.describeInstances(r -> r.maxResults(1_000).nextToken(asked));
                    ReservationsXml.Answer ours = read(recorder.last);

                    List<ReportedReservation> theirs = page.reservations().stream()
                            .map(ReportedReservation::of)
                            .toList();
                    assertThat(ours.reservations()).isEqualTo(theirs);
                    DescribeInstancesResponse rest = bySdk(ours.rest().getBytes(UTF_8));
                    assertThat(rest.nextToken()).isEqualTo(page.nextToken());
                    assertThat(rest.responseMetadata().requestId())
                            .isEqualTo(page.responseMetadata().requestId());
                    assertThat(rest.reservations()).isEmpty();
                    seen += theirs.stream().mapToInt(r -> r.instances().size()).sum();
                    token = page.nextToken();
                } while (token != null);
                assertThat(seen).isEqualTo(1_540);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<r/>",
                "<r><requestId>1</requestId><nextToken>a&lt;b&amp;&gt;&#13;\n\u20ac</nextToken></r>",
                "<r><nextToken/><reservationSet/></r>",
                "<r><nextToken>a</nextToken><nextToken>b</nextToken></r>",
                "<a:r xmlns:a='x'><a:reservationSet><a:item><a:ownerId>1</a:ownerId></a:item></a:reservationSet></a:r>",
                "<r><reservationSet><item><instancesSet><item/></instancesSet></item></reservationSet></r>",
                "<r><reservationSet><item><instancesSet><x><instanceId>i-1</instanceId><instanceId>i-2</instanceId></x>"
                        + "<y><imageId> a <b>c</b> d </imageId><instanceId>i<!-- -->-3</instanceId></y></instancesSet>"
                        + "<ownerId>late</ownerId><ownerId>later</ownerId></item></reservationSet></r>",
                "<r><reservationSet><item><ownerId>1</ownerId></item></reservationSet>"
                        + "<reservationSet><item><ownerId>2</ownerId></item></reservationSet></r>",
                "<r><reservationSet><item><instancesSet><item><instanceState><code>16</code></instanceState>"
                        + "<instanceState><name>running</name></instanceState></item></instancesSet></item></reservationSet></r>",
                "<r><reservationSet><item><instancesSet><item><tagSet><item><key>a</key><value>1</value></item>"
                        + "<item><key>a</key><value>2</value></item><item><value>no key</value></item>"
                        + "<other><value><![CDATA[<x>]]>&#65;</value><key>b</key></other><item><key>c</key></item></tagSet>"
                        + "<tagSet><item><key>z</key></item></tagSet></item></instancesSet></item></reservationSet></r>",
                "<r><reservationSet>text<item><instancesSet><item><networkInterfaceSet><item><privateIpAddress>10.0.0.9"
                        + "</privateIpAddress><tagSet><item><key>not mine</key></item></tagSet></item></networkInterfaceSet>"
                        + "<launchTime>2026-01-02T03:04:05Z</launchTime></item></instancesSet></item></reservationSet></r>",
                "<r><reservationSet><item/></reservationSet></r> and <what> follows"
            })
    void oddAnswersAreReadAsTheSdkReadsThem(String answer) throws Exception {
        byte[] bytes = answer.getBytes(UTF_8);

        ReservationsXml.Answer ours = read(bytes);

        DescribeInstancesResponse theirs = bySdk(bytes);
        assertThat(ours.reservations())
                .isEqualTo(theirs.reservations().stream()
                        .map(ReportedReservation::of)
                        .toList());
        assertThat(bySdk(ours.rest().getBytes(UTF_8)).nextToken()).isEqualTo(theirs.nextToken());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "<r>", "<r><reservationSet></r>", "<r><nextToken>&nothing;</nextToken></r>", "<<", "x"})
    void whatIsNotXmlIsRefusedAsTheSdkDoes(String answer) {
        byte[] bytes = answer.getBytes(UTF_8);

        assertThatThrownBy(() -> read(bytes)).isInstanceOfAny(XMLStreamException.class, AnswerRefusedException.class);
        assertThatThrownBy(() -> bySdk(bytes)).isInstanceOf(SdkClientException.class);
    }

    /** Most of an answer is left out before it is parsed, and must nest all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"<</&#0;", "<", "<1>", "<a>", "</a>", "</", "<a></b>", "<a <b/>>"})
    void whatDoesNotBelongThereIsNoticedWhereverItStands(String bad) {
        String answer = new String(oneInstance(), UTF_8);
        for (int at = 0; at < answer.lastIndexOf('>'); at++) {
            byte[] bytes = (answer.substring(0, at) + bad + answer.substring(at)).getBytes(UTF_8);
            assertThat(readable(() -> read(bytes).reservations()))
                    .as("%s at %d, behind %s", bad, at, answer.substring(Math.max(0, at - 40), at))
                    .isEmpty();
        }
    }

    @Test
    void anAnswerThatIsCutOffIsNoticedWhereverItIs() {
        byte[] answer = oneInstance();
        for (int length = 1; length < answer.length; length++) {
            byte[] bytes = Arrays.copyOf(answer, length);
            assertThat(readable(() -> read(bytes).reservations()))
                    .as("%d bytes of it", length)
                    .isEmpty();
        }
    }

    @Test
    void whatToMakeOfAnEmptyAnswerIsLeftToTheSdk() throws Exception {
        ReservationsXml.Answer ours = read(new byte[0]);

        assertThat(ours.reservations()).isEmpty();
        assertThat(ours.rest()).isEmpty();
    }

    @Test
    void aLaunchTimeThatIsNoneIsLeftOut() throws Exception {
        byte[] bytes = ("<r><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>"
                        + "<launchTime>yesterday</launchTime></item></instancesSet></item></reservationSet></r>")
                .getBytes(UTF_8);

        List<ReportedReservation> reservations = read(bytes).reservations();

        assertThat(reservations)
                .singleElement()
                .extracting(ReportedReservation::instances, InstanceOfAssertFactories.list(ReportedInstance.class))
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.id()).isEqualTo("i-1");
                    assertThat(instance.launchTime()).isNull();
                });
    }

    /** The time that it takes is for the benchmarks; what it leaves to the garbage collector is the same each time. */
    @Test
    void aFullPageLeavesLittleOfTheSdksGarbage() throws Exception {
        byte[] page = page(1_000);
        assertThat(read(page).reservations()).hasSize(bySdk(page).reservations().size());

        long ours = allocatedBy(() -> read(page));
        long theirs = allocatedBy(() -> bySdk(page));

        assertThat(ours).as("bytes, of %d by the SDK", theirs).isPositive().isLessThan(theirs / 50);
    }

    @Property(seed = "4711", shrinking = ShrinkingMode.OFF)
    void spoiltAnswersAreReadAsTheSdkReadsThem(@ForAll long seed) {
        byte[] bytes = SpoiltAnswer.of(RawEndpoint.INSTANCES, seed).body();

        Optional<List<ReportedReservation>> theirs = readable(() -> bySdk(bytes).reservations().stream()
                .map(ReportedReservation::of)
                .toList());

        // What the SDK refuses may be for a field that nobody reads, or for a time.
        theirs.ifPresent(reservations -> assertThat(readable(() -> read(bytes).reservations()))
                .as("seed %d", seed)
                .hasValue(reservations));
    }

    /** As in a scan: only what is read of it reaches the parser. */
    private static ReservationsXml.Answer read(byte[] answer) throws XMLStreamException {
        return ReservationsXml.read(new CheckedAnswer(
                new ByteArrayInputStream(answer),
                () -> {},
                "the answer",
                Integer.MAX_VALUE,
                false,
                new XmlSieve(ReservationsXml.ELEMENTS)));
    }

    private interface Reading {
        List<ReportedReservation> read() throws XMLStreamException;
    }

    private static Optional<List<ReportedReservation>> readable(Reading reading) {
        try {
            return Optional.of(reading.read());
        } catch (XMLStreamException | SdkClientException e) {
            return Optional.empty();
        }
    }

    private static long allocatedBy(Callable<?> action) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        action.call();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] oneInstance() {
        return page(1);
    }

    /** An answer as full as AWS's. */
    private static byte[] page(int instances) {
        try (Ec2Simulator simulator = Ec2Simulator.start()) {
            SimulatedRegion region = simulator.region("us-east-1");
            region.launchFleet(region.registerImage("CML-a"), instances);
            Recorder recorder = new Recorder();
            try (Ec2Client client = recorded(simulator, recorder)) {
                client.describeInstances();
            }
            return new String(recorder.last, UTF_8).strip().getBytes(UTF_8);
        }
    }

    private static Ec2Client recorded(Ec2Simulator simulator, Recorder recorder) {
        return Ec2Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(simulator.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        simulator.account().accessKeyId(), simulator.account().secretAccessKey())))
                .overrideConfiguration(c -> c.addExecutionInterceptor(recorder))
                .build();
    }

    private static DescribeInstancesResponse bySdk(byte[] answer) {
        try (Ec2Client client = Ec2Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .httpClient(new Answering(answer))
                .build()) {
            return client.describeInstances();
        }
    }

    /** Sends every request the same answer. */
    private static final class Answering implements SdkHttpClient {

        private final byte[] answer;

        Answering(byte[] answer) {
            this.answer = answer;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    /** Keeps the bytes of the last answer. */
    private static final class Recorder implements ExecutionInterceptor {

        private byte[] last = {};

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return context.responseBody().map(body -> {
                try {
                    last = body.readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return new ByteArrayInputStream(last);
            });
        }
    }
}
