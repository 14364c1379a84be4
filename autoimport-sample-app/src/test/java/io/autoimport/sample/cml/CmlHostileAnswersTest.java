package io.autoimport.sample.cml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever runs on an instance decides what it answers. */
class CmlHostileAnswersTest {

    private static final CmlWorker WORKER = new CmlWorker("i-1", "us-east-1", null, null);

    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of("/api/v0/authenticate", "\"a.b.c\""));
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] answer = answers.getOrDefault(exchange.getRequestURI().getPath(), "[]")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/api/v0/system_information", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write('{');
            body.flush();
            await(end);
            exchange.close();
        });
        server.createContext("/api/v0/elsewhere", exchange -> {
            asked.add("elsewhere");
            exchange.close();
        });
        server.start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private CmlClient client(Duration timeout) {
        return CmlClients.of(
                CmlClients.settings("http://127.0.0.1:" + server.getAddress().getPort(), "admin", "secret", timeout));
    }

    private CmlClient client() {
        return client(CmlClients.PATIENCE);
    }

    @Test
    void anAnswerThatNeverEndsIsCutOff() {
        assertThatThrownBy(() -> client(Duration.ofMillis(500)).system(WORKER))
                .isInstanceOf(CmlException.class)
                .hasMessage("i-1, /api/v0/system_information: no answer within PT0.5S");
    }

    @Test
    void anAnswerThatIsTooLongIsNotReadToItsEnd() {
        answers.put("/api/v0/labs", "[" + "\"lab\",".repeat(100_000) + "\"lab\"]");

        assertThatThrownBy(() -> client().labIds(WORKER))
                .isInstanceOf(CmlException.class)
                .hasMessageContaining("longer than 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"../../elsewhere\"]",
                "[\"a/b\"]",
                "[\"a?b\"]",
                "[\"\"]",
                "[null]",
                "[1]",
                "[[]]",
                "{}",
                "null",
                "",
                "\"lab\""
            })
    void whatIsNoListOfLabIdsIsRefused(String labs) {
        answers.put("/api/v0/labs", labs);

        assertThatThrownBy(() -> client().labIds(WORKER)).isInstanceOf(CmlException.class);
        assertThat(asked).doesNotContain("elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\r\\nHost: elsewhere\"", "\"\"", "null", "{\"token\": 1}", "\"a b\""})
    void whatIsNoTokenIsSentNowhere(String token) {
        answers.put("/api/v0/authenticate", token);

        assertThatThrownBy(() -> client().labIds(WORKER))
                .isInstanceOf(CmlException.class)
                .hasMessage("i-1, /api/v0/authenticate: the answer is no token");
        assertThat(asked).containsExactly("/api/v0/authenticate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"computes\": {}}",
                "{\"computes\": {\"a\": null}}",
                "{\"computes\": {\"a\": {\"stats\": {\"cpu\": {\"count\": 1, \"percent\": \"9\"}}}}}",
                "{\"computes\": {\"a\": {\"stats\": {\"cpu\": {\"count\": -1, \"percent\": 1}}}}}",
                "{\"computes\": {\"a\": {\"stats\": {\"cpu\": {\"count\": 1, \"percent\": 1e999}}}}}"
            })
    void statsThatLackSomethingAreRefused(String stats) {
        answers.put("/api/v0/system_stats", stats);

        assertThatThrownBy(() -> client().stats(WORKER)).isInstanceOf(CmlException.class);
    }

    @Test
    void theStatsOfSeveralHostsAreThoseOfAll() {
        answers.put(
                "/api/v0/system_stats",
                "{\"computes\": {\"a\": {\"stats\": {\"cpu\": {\"count\": 2, \"percent\": 10},"
                        + " \"memory\": {\"used\": 1, \"total\": 4}, \"disk\": {\"used\": 1, \"total\": 8},"
                        + " \"dominfo\": {\"allocated_cpus\": 1, \"running_nodes\": 2}}},"
                        + " \"b\": {\"stats\": {\"cpu\": {\"count\": 6, \"percent\": 50},"
                        + " \"memory\": {\"used\": 2, \"total\": 8}, \"disk\": {\"used\": 3, \"total\": 8}}}}}");

        assertThat(client().stats(WORKER))
                .isEqualTo(new CmlStats(8, 40, new CmlUsage(3, 12), new CmlUsage(4, 16), 1, 2));
    }

    @Test
    void textsOfALabAreMadeFitForAColumnAndALine() {
        answers.put(
                "/api/v0/labs/lab-1",
                "{\"lab_title\": \"a\\u0000b\\nc" + "x".repeat(1000) + "\", \"state\": \"STARTED\", \"node_count\": 1,"
                        + " \"link_count\": 0, \"owner\": \"00000000-0000-4000-a000-000000000000\"}");

        CmlLab lab = client().lab(WORKER, "lab-1").orElseThrow();

        assertThat(lab.title()).startsWith("a b cxxx").hasSize(256);
        assertThat(lab.owner()).isEqualTo("00000000-0000-4000-a000-000000000000");
        assertThat(lab.createdAt()).isNull();
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        answers.put(
                "/api/v0/labs/lab-1",
                "{\"lab_title\": \"a\", \"state\": \"STARTED\", \"node_count\": 1, \"link_count\": 0, \"created\": \"soon\"}");

        assertThatThrownBy(() -> client().lab(WORKER, "lab-1"))
                .isInstanceOf(CmlException.class)
                .hasMessage("i-1, /api/v0/labs/lab-1: the answer has no time named created");
    }

    @Test
    void whereNobodyListensIsAFailureLikeAnyOther() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        CmlClient nowhere =
                CmlClients.of(CmlClients.settings("http://127.0.0.1:" + free, "admin", "secret", CmlClients.PATIENCE));

        assertThatThrownBy(() -> nowhere.system(WORKER))
                .isInstanceOf(CmlException.class)
                .hasMessageContaining("ConnectException");
    }
}
