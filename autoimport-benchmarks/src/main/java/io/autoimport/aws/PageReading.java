package io.autoimport.aws;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
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

/** What it takes to read a page of 1,000 instances, once it is in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PageReading {

    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    private byte[] page = {};
    private Ec2Client sdk = client(new Answering());

    /** Has the simulator write the page. */
    @Setup
    public void writePage() {
        try (Ec2Simulator simulator = Ec2Simulator.start()) {
            SimulatedRegion region = simulator.region("us-east-1");
            region.launchFleet(region.registerImage("CML-a"), 1_000);
            try (Ec2Client client = Ec2Client.builder()
                    .region(Region.US_EAST_1)
                    .endpointOverride(simulator.endpoint())
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                            simulator.account().accessKeyId(),
                            simulator.account().secretAccessKey())))
                    .overrideConfiguration(c -> c.addExecutionInterceptor(new Recorder()))
                    .build()) {
                client.describeInstances(request -> request.maxResults(1_000));
            }
        }
        sdk = client(new Answering());
    }

    /** Ends what was begun. */
    @TearDown
    public void close() {
        sdk.close();
    }

    /** As this library does: checks the answer, leaves out what nobody reads, and parses the rest. */
    @Benchmark
    public Object autoimport() throws XMLStreamException {
        return ReservationsXml.read(new CheckedAnswer(
                new ByteArrayInputStream(page),
                () -> {},
                "the page",
                Integer.MAX_VALUE,
                false,
                new XmlSieve(ReservationsXml.ELEMENTS)));
    }

    /** The JDK's parser alone, that keeps nothing but how many elements there are. */
    @Benchmark
    public int stax() throws XMLStreamException {
        XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(page));
        int elements = 0;
        while (xml.hasNext()) {
            elements += xml.next() == XMLStreamConstants.START_ELEMENT ? 1 : 0;
        }
        return elements;
    }

    /** The SDK, all of it but the network. */
    @Benchmark
    public Object sdk() {
        return sdk.describeInstances();
    }

    private static Ec2Client client(SdkHttpClient http) {
        return Ec2Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")))
                .httpClient(http)
                .build();
    }

    /** Answers each request with the page. */
    private final class Answering implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(page)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    private final class Recorder implements ExecutionInterceptor {

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return context.responseBody().map(body -> {
                try {
                    page = body.readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return new ByteArrayInputStream(page);
            });
        }
    }
}
