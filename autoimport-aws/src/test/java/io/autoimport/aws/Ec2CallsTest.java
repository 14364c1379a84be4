package io.autoimport.aws;

import static io.autoimport.aws.ScanFixture.named;
import static io.autoimport.aws.ScanFixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import io.autoimport.core.telemetry.OpenTelemetryImportListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known of the calls themselves: how many were throttled, and a client span for each. */
class Ec2CallsTest {

    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    @RegisterExtension
    final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

    private final ScanFixture aws = new ScanFixture();
    private Ec2InstanceDiscovery traced;

    @BeforeEach
    void makeDiscovery() {
        traced = new Ec2InstanceDiscovery(
                aws.settings(), aws.credentials(), List.of(ScanFixture::withoutBackoff), otel.getOpenTelemetry());
    }

    @AfterEach
    void close() {
        traced.close();
        aws.close();
    }

    @Test
    void throttledRequestsAreCountedAlthoughTheRetriesHideThem() {
        aws.region.launch(aws.region.registerImage("CML-a"));
        aws.ec2.faults().fail("DescribeImages", 503, "RequestLimitExceeded").times(2);

        ScanOutcome outcome = aws.scan(traced, named("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(outcome.apiCalls()).isEqualTo(4);
        assertThat(outcome.throttles()).isEqualTo(2);
    }

    @Test
    void aServerThatIsNotAvailableIsNoThrottling() {
        aws.ec2.faults().fail("DescribeImages", 503, "Unavailable").times(1);

        ScanOutcome outcome = aws.scan(traced, named("CML-*"));

        assertThat(outcome.apiCalls()).isEqualTo(2);
        assertThat(outcome.throttles()).isZero();
    }

    @Test
    void throttlingThatEndsAScanIsCountedToo() {
        aws.ec2.faults().throttle(0, 0);

        ScanOutcome outcome = aws.scan(traced, named("CML-*"));

        assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
        assertThat(outcome.throttles()).isEqualTo(outcome.apiCalls()).isPositive();
    }

    @Test
    void eachCallIsAClientSpanBelowWhatIsGoingOn() {
        aws.region.launch(aws.region.registerImage("CML-a"));
        ImportTarget target = named("CML-*");
        ImportListener listener = new OpenTelemetryImportListener(otel.getOpenTelemetry());
        try (Observation<TargetResult> observation = listener.targetStarted("run-1", target, false)) {
            aws.scan(traced, target);
            assertThat(observation).isNotNull();
        }
        SpanData parent = otel.getSpans().get(2);

        assertThat(otel.getSpans())
                .extracting(SpanData::getName)
                .containsExactly("Ec2.DescribeImages", "Ec2.DescribeInstances", "auto_import_workers_target");
        assertThat(otel.getSpans().subList(0, 2)).allSatisfy(span -> {
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanId());
            assertThat(span.getStatus()).isEqualTo(StatusData.unset());
            assertThat(span.getAttributes().asMap())
                    .containsEntry(AttributeKey.stringKey("rpc.system"), "aws-api")
                    .containsEntry(AttributeKey.stringKey("rpc.service"), "Ec2")
                    .containsEntry(AttributeKey.stringKey("cloud.region"), "us-east-1")
                    .containsEntry(AttributeKey.longKey("http.response.status_code"), 200L)
                    .containsKey(AttributeKey.stringKey("aws.request_id"));
        });
    }

    @Test
    void aRefusedCallSaysWhy() {
        aws.ec2.faults().deny("us-east-1");

        aws.scan(traced, named("CML-*"));

        assertThat(otel.getSpans()).singleElement().satisfies(span -> {
            assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo("UnauthorizedOperation");
            assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                    .isEqualTo(403);
            assertThat(span.getStatus().getDescription()).startsWith("PERMISSION (UnauthorizedOperation)");
        });
    }

    @Test
    void aCallThatGetsNoAnswerSaysWhy() {
        aws.ec2.faults().cutConnections();

        aws.scan(traced, named("CML-*"));

        assertThat(otel.getSpans())
                .singleElement()
                .satisfies(span -> assertThat(span.getStatus().getDescription()).startsWith("UNREACHABLE"));
    }

    @Test
    void toAssumeARoleIsACallLikeAnyOther() {
        String arn = "arn:aws:iam::222222222222:role/import";
        aws.ec2.account("222222222222").role(arn);

        aws.scan(traced, target(source -> source.amiName("CML-*").role(new AssumedRole(arn, null))));

        assertThat(otel.getSpans()).extracting(SpanData::getName).contains("Sts.AssumeRole", "Ec2.DescribeImages");
    }
}
