package io.autoimport.sample.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Traces, structured logs, JMX and the liveness of a running application. */
class RunningApplicationTest extends ObservedApplication {

    @Autowired
    private Environment environment;

    @Autowired
    private HealthEndpointGroups groups;

    private static List<SpanData> spansOf(SpanData parent) {
        return spans().stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .toList();
    }

    private static SpanData aRun() {
        return spans().stream()
                .filter(span -> span.getName().equals("auto_import_workers_job"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSpansOfARunArriveBelowEachOther() {
        List<SpanData> targets = spansOf(aRun());

        assertThat(targets)
                .extracting(SpanData::getName)
                .containsOnly("auto_import_workers_target")
                .hasSize(2);
        List<SpanData> below =
                targets.stream().flatMap(target -> spansOf(target).stream()).toList();
        assertThat(below)
                .extracting(SpanData::getName)
                .contains("auto_import_workers_page", "Ec2.DescribeImages", "Ec2.DescribeInstances");
        assertThat(below)
                .filteredOn(span -> span.getName().startsWith("Ec2."))
                .extracting(SpanData::getKind)
                .containsOnly(SpanKind.CLIENT);
    }

    private static ILoggingEvent lastLineOfARun() {
        return LINES.stream()
                .filter(line -> line.getFormattedMessage().startsWith("⚠️ Auto-import partly completed"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachLineOfARunCarriesItsTraceId() {
        String runId = runIdOf(lastLineOfARun());

        assertThat(LINES)
                .filteredOn(
                        line -> line.getKeyValuePairs() != null && runIdOf(line).equals(runId))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                        .containsEntry("traceId", aRunOf(runId).getTraceId()));
    }

    private static String runIdOf(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals("job.run_id"))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElse("");
    }

    private static SpanData aRunOf(String runId) {
        return spans().stream()
                .filter(span -> span.getName().equals("auto_import_workers_job"))
                .filter(span -> span.getAttributes().asMap().containsValue(runId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void structuredLogsHaveTheCountsAsFields() {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        encoder.getContext().putObject(Environment.class.getName(), environment);
        encoder.setFormat("ecs");
        encoder.start();

        JsonNode line =
                JsonMapper.shared().readTree(new String(encoder.encode(lastLineOfARun()), StandardCharsets.UTF_8));

        assertThat(line.at("/job/run_id").asString()).isEqualTo(runIdOf(lastLineOfARun()));
        assertThat(line.at("/job/type").asString()).isEqualTo("auto_import_workers");
        assertThat(line.at("/source").asString()).isEqualTo("default,denied");
        assertThat(line.at("/region").asString()).isEqualTo("us-east-1,eu-west-1");
        assertThat(line.at("/job/workers_imported").isNumber()).isTrue();
        assertThat(line.at("/job/workers_imported").asInt()).isEqualTo(3);
        assertThat(line.at("/job/status").asString()).isEqualTo("partial");
        assertThat(line.toString()).contains(aRunOf(runIdOf(lastLineOfARun())).getTraceId());
    }

    @Test
    void theSameIsThereOverJmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names =
                server.queryNames(new ObjectName("org.springframework.boot:type=Endpoint,name=Autoimport,*"), null);
        assertThat(names).isNotEmpty();
        ObjectName name = names.iterator().next();
        MBeanInfo info = server.getMBeanInfo(name);

        assertThat(List.of(info.getOperations()).stream()
                        .map(operation -> operation.getName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("describe", "explain", "run");
        Map<?, ?> status = (Map<?, ?>) server.invoke(name, "describe", new Object[0], new String[0]);
        assertThat(status.keySet().toString()).contains("nextRun", "targets", "results");
        assertThat(String.valueOf(server.invoke(name, "explain", new Object[] {"iam-policy", null}, new String[] {
                    String.class.getName(), String.class.getName()
                })))
                .contains("ec2:DescribeInstances");
    }

    @Test
    void aTargetThatIsDownDoesNotEndTheProcess() {
        assertThat(groups.get("liveness").isMember("autoImport")).isFalse();
        assertThat(groups.get("readiness").isMember("autoImport")).isFalse();
        assertThat(text("/actuator/health/liveness")).contains("UP").doesNotContain("autoImport");
        assertThat(get("/actuator/health").get("components").has("autoImport")).isTrue();
    }
}
