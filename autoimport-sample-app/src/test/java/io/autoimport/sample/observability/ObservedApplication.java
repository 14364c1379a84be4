package io.autoimport.sample.observability;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpServer;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.test.ec2.Ec2Simulator;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running application with all that can be observed of it: two sources, of which one may not ask, an outbox whose sink does not
 * take anything, Boot's OpenTelemetry starter, Prometheus. Of each kind of run it has had one when a test begins.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "auto-import.workers.initial-delay=1h",
            "auto-import.workers.interval=1h",
            "auto-import.workers.tags.Environment=demo",
            "auto-import.workers.sources.denied.region=eu-west-1",
            "auto-import.workers.sources.denied.ami-name=CML-*",
            "auto-import.events.cloudevents.enabled=true",
            "auto-import.events.cloudevents.outbox.min-backoff=50ms",
            "management.endpoints.jmx.exposure.include=autoimport",
            "management.prometheus.metrics.export.enabled=true",
            "management.otlp.metrics.export.enabled=false",
            "management.tracing.export.enabled=true",
            "management.tracing.sampling.probability=1",
            "spring.jmx.enabled=true"
        })
@Import(ObservedApplication.Exporters.class)
abstract class ObservedApplication {

    private static final HttpServer SINK = startSink();

    /** Every line of the library's, as it was logged. */
    static final List<ILoggingEvent> LINES = new CopyOnWriteArrayList<>();

    static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

    private static boolean hasRun;

    @LocalServerPort
    private int port;

    @Autowired
    private Ec2Simulator ec2;

    @Autowired
    AutoImportWorkersJob job;

    @TestConfiguration(proxyBeanMethods = false)
    static class Exporters {

        @Bean
        InMemorySpanExporter spanExporter() {
            return SPANS;
        }
    }

    private static HttpServer startSink() {
        try {
            HttpServer sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            sink.createContext("/", exchange -> {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            });
            sink.start();
            return sink;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    // Not before Spring Boot has set up the log: that forgets whoever listened.
    private static void recordLines() {
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent line) {
                line.prepareForDeferredProcessing();
                LINES.add(line);
            }
        };
        Logger logger = (Logger) LoggerFactory.getLogger("io.autoimport.core");
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
    }

    @DynamicPropertySource
    static void sink(DynamicPropertyRegistry properties) {
        properties.add(
                "auto-import.events.cloudevents.sink",
                () -> "http://127.0.0.1:" + SINK.getAddress().getPort() + "/");
    }

    @BeforeEach
    void runOnceOfEachKind() {
        if (hasRun) {
            return;
        }
        hasRun = true;
        recordLines();
        ec2.faults().deny("eu-west-1");
        job.execute(true);
        job.execute(false);
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        !get("/actuator/autoimport").at("/outbox/lastFailure").isMissingNode()
                                && !get("/actuator/autoimport")
                                        .at("/outbox/lastFailure")
                                        .isNull());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> spans().stream()
                                .filter(span -> span.getName().equals("auto_import_workers_job"))
                                .count()
                        == 2);
    }

    static List<SpanData> spans() {
        return SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getInstrumentationScopeInfo().getName().equals("io.autoimport"))
                .toList();
    }

    String text(String path) {
        return RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(path)
                .exchange((request, response) -> new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    JsonNode get(String path) {
        return JsonMapper.shared().readTree(text(path));
    }
}
