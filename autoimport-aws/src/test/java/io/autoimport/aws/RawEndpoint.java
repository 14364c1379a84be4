package io.autoimport.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.Instance;
import io.autoimport.core.spi.ScanOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A server that answers what a test says, byte for byte, and the discovery with the real SDK that asks it. */
final class RawEndpoint implements AutoCloseable {

    static final String IMAGES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
              <requestId>11111111-2222-3333-4444-555555555555</requestId>
              <imagesSet>
                <item>
                  <imageId>ami-0123456789abcdef0</imageId>
                  <name>CML-a</name>
                  <imageOwnerId>123456789012</imageOwnerId>
                  <creationDate>2026-01-02T03:04:05.000Z</creationDate>
                </item>
              </imagesSet>
            </DescribeImagesResponse>
            """;

    static final String INSTANCES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
              <requestId>11111111-2222-3333-4444-666666666666</requestId>
              <reservationSet>
                <item>
                  <reservationId>r-0123456789abcdef0</reservationId>
                  <ownerId>123456789012</ownerId>
                  <instancesSet>
                    <item>
                      <instanceId>i-0123456789abcdef0</instanceId>
                      <imageId>ami-0123456789abcdef0</imageId>
                      <instanceState><code>16</code><name>running</name></instanceState>
                      <instanceType>c5.2xlarge</instanceType>
                      <launchTime>2026-01-02T03:04:05.000Z</launchTime>
                      <privateIpAddress>10.0.0.1</privateIpAddress>
                      <ebsOptimized>false</ebsOptimized>
                      <tagSet>
                        <item><key>Name</key><value>one</value></item>
                      </tagSet>
                    </item>
                  </instancesSet>
                </item>
              </reservationSet>
            </DescribeInstancesResponse>
            """;

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final List<Instance> found = new ArrayList<>();
    final AtomicInteger requests = new AtomicInteger();
    final AtomicLong sent = new AtomicLong();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Ec2InstanceDiscovery discovery;

    /** Writes an answer; what is sent is counted. */
    @FunctionalInterface
    interface Answer {
        void send(Exchange exchange) throws IOException;
    }

    RawEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        answer("DescribeImages", xml(IMAGES));
        answer("DescribeInstances", xml(INSTANCES));
        discovery = new Ec2InstanceDiscovery(
                Ec2Settings.defaults()
                        .withEndpoint(URI.create("http://127.0.0.1:" + port()))
                        .withTimeouts(PATIENCE, PATIENCE),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret")),
                List.of(ScanFixture::withoutBackoff));
    }

    int port() {
        return server.getAddress().getPort();
    }

    void answer(String action, Answer answer) {
        answers.put(action, answer);
    }

    static Answer xml(String body) {
        return xml(200, body);
    }

    static Answer xml(int status, String body) {
        return exchange -> exchange.send(status, "text/xml;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the same again and again for as long as somebody listens. */
    static Answer endless(int status, String begin, String again) {
        return exchange -> {
            OutputStream body = exchange.begin(status, "text/xml;charset=UTF-8");
            body.write(begin.getBytes(StandardCharsets.UTF_8));
            byte[] block = again.repeat(Math.max(1, 64 * 1024 / again.length())).getBytes(StandardCharsets.UTF_8);
            while (true) {
                body.write(block);
            }
        };
    }

    ScanOutcome scan() {
        return scan(discovery);
    }

    private ScanOutcome scan(Ec2InstanceDiscovery asking) {
        found.clear();
        return asking.scan(ScanFixture.named("CML-*"), page -> {
            found.addAll(page);
            return true;
        });
    }

    ScanOutcome scanInNameOfARole() {
        return discovery.scan(
                ScanFixture.target(source ->
                        source.amiName("CML-*").role(new AssumedRole("arn:aws:iam::123456789012:role/importer", null))),
                page -> true);
    }

    static Failure failureOf(ScanOutcome outcome) {
        if (outcome.failure() == null) {
            throw new AssertionError("no failure, but " + outcome);
        }
        return outcome.failure();
    }

    private void handle(HttpExchange http) throws IOException {
        requests.incrementAndGet();
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher action = ACTION.matcher(body);
        Answer answer = action.find() ? answers.get(action.group(1)) : null;
        if (answer == null) {
            http.sendResponseHeaders(404, -1);
            return;
        }
        answer.send(new Exchange(http, sent));
    }

    /** One request that is to be answered. */
    record Exchange(HttpExchange http, AtomicLong sent) {

        void send(int status, String type, byte[] bytes) throws IOException {
            try (OutputStream body = begin(status, type)) {
                body.write(bytes);
            }
        }

        OutputStream begin(int status, String type) throws IOException {
            http.getResponseHeaders().set("Content-Type", type);
            http.sendResponseHeaders(status, 0);
            OutputStream body = http.getResponseBody();
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    body.write(bytes, from, length);
                    sent.addAndGet(length);
                }

                @Override
                public void close() throws IOException {
                    body.close();
                }
            };
        }
    }

    @Override
    public void close() {
        discovery.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
