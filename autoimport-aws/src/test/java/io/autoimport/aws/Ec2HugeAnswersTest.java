package io.autoimport.aws;

import static io.autoimport.aws.RawEndpoint.INSTANCES;
import static io.autoimport.aws.RawEndpoint.endless;
import static io.autoimport.aws.RawEndpoint.failureOf;
import static io.autoimport.aws.RawEndpoint.xml;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.Instance;
import io.autoimport.core.spi.ScanOutcome;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are larger than any of AWS. */
class Ec2HugeAnswersTest {

    /** What may be under way in the buffers of two sockets, which Linux lets grow to 32 and 4 MB if nobody reads. */
    private static final long UNDER_WAY = 40L * 1024 * 1024;

    private final RawEndpoint endpoint = new RawEndpoint();

    @AfterEach
    void close() {
        endpoint.close();
    }

    private Failure refusal() {
        ScanOutcome outcome = endpoint.scan();
        assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
        assertThat(endpoint.found).isEmpty();
        Failure failure = failureOf(outcome);
        assertThat(failure.cause()).isEqualTo(FailureCause.UNREACHABLE);
        assertThat(failure.code()).isEqualTo("AnswerTooLarge");
        assertThat(failure.message()).contains("127.0.0.1", "DescribeInstances");
        assertThat(endpoint.requests).as("it is not asked for again").hasValue(2);
        return failure;
    }

    @Test
    void aPageWithoutEndIsReadNoFurtherThanTheLimit() {
        endpoint.answer("DescribeInstances", endless(200, "<DescribeInstancesResponse><a>", "x"));

        assertThat(refusal().message()).contains(AnswerCheck.MAX_PAGE_BYTES + " bytes");
        assertThat(endpoint.sent.get()).isLessThan(AnswerCheck.MAX_PAGE_BYTES + UNDER_WAY);
    }

    @Test
    void whatIsCompressedCountsByItsRealSize() {
        endpoint.answer("DescribeInstances", exchange -> {
            exchange.http().getResponseHeaders().set("Content-Encoding", "gzip");
            try (OutputStream out = new GZIPOutputStream(exchange.begin(200, "text/xml"))) {
                out.write("<DescribeInstancesResponse><a>".getBytes(StandardCharsets.UTF_8));
                byte[] block = "x".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i <= AnswerCheck.MAX_PAGE_BYTES / block.length; i++) {
                    out.write(block);
                }
            }
        });

        assertThat(refusal().message()).contains(AnswerCheck.MAX_PAGE_BYTES + " bytes");
        assertThat(endpoint.sent.get()).as("few bytes were sent").isLessThan(1024 * 1024);
    }

    @Test
    void whatIsCompressedIsUnderstood() {
        endpoint.answer("DescribeInstances", exchange -> {
            exchange.http().getResponseHeaders().set("Content-Encoding", "gzip");
            try (OutputStream out = new GZIPOutputStream(exchange.begin(200, "text/xml"))) {
                out.write(INSTANCES.getBytes(StandardCharsets.UTF_8));
            }
        });

        assertThat(endpoint.scan().completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(endpoint.found).hasSize(1);
    }

    @Test
    void whatIsNotCompressedAsItSaysIsRefused() {
        endpoint.answer("DescribeInstances", exchange -> {
            exchange.http().getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.send(200, "text/xml", INSTANCES.getBytes(StandardCharsets.UTF_8));
        });

        assertThat(failureOf(endpoint.scan()).code()).isEqualTo("NotCompressed");
    }

    /** Each of them becomes an object of some 200 bytes. */
    @Test
    void aPageOfTinyElementsIsRefusedLongBeforeItFillsTheMemory() {
        endpoint.answer("DescribeInstances", endless(200, "<DescribeInstancesResponse>", "<a/>"));

        assertThat(refusal().message()).contains(XmlShape.MAX_ELEMENTS + " elements");
        assertThat(endpoint.sent.get()).isLessThan(4L * XmlShape.MAX_ELEMENTS + UNDER_WAY);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 503})
    void anErrorWithoutEndIsNamedByItsStatus(int status) {
        endpoint.answer("DescribeInstances", endless(status, "<Response><Errors>", "x"));

        ScanOutcome outcome = endpoint.scan();

        assertThat(failureOf(outcome).code()).isEqualTo("HTTP " + status);
        assertThat(endpoint.sent.get())
                .isLessThan((endpoint.requests.get() - 1) * (AnswerCheck.MAX_OTHER_BYTES + UNDER_WAY));
    }

    @Test
    void whatFollowsBehindTheDocumentIsNotWaitedFor() {
        endpoint.answer("DescribeInstances", endless(200, INSTANCES, "\n"));

        assertThat(endpoint.scan().completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(endpoint.sent.get()).isLessThan(UNDER_WAY);
    }

    @Test
    void theCredentialsOfARoleTakeNoMegabyte() {
        endpoint.answer("AssumeRole", endless(200, "<AssumeRoleResponse><a>", "x"));

        Failure failure = failureOf(endpoint.scanInNameOfARole());

        assertThat(failure.cause()).isEqualTo(FailureCause.UNREACHABLE);
        assertThat(failure.code()).isEqualTo("AnswerTooLarge");
        assertThat(failure.message()).contains("AssumeRole", AnswerCheck.MAX_OTHER_BYTES + " bytes");
        assertThat(endpoint.sent.get()).isLessThan(AnswerCheck.MAX_OTHER_BYTES + UNDER_WAY);
    }

    @Test
    void textsBeyondWhatEc2AllowsAreCutOffOrLeftOut() {
        String huge = "x".repeat(1024 * 1024);
        String within = "😀".repeat(Ec2Text.MAX);
        endpoint.answer(
                "DescribeInstances",
                xml(INSTANCES
                        .replace("<value>one</value>", "<value>" + huge + "</value>")
                        .replace(
                                "</tagSet>",
                                "<item><key>" + huge + "</key><value/></item><item><key>k</key><value>" + within
                                        + "</value></item></tagSet>")
                        .replace("10.0.0.1", huge)));

        assertThat(endpoint.scan().completeness()).isEqualTo(Completeness.COMPLETE);

        Instance instance = endpoint.found.get(0);
        assertThat(instance.tags()).isEqualTo(Map.of("Name", "x".repeat(Ec2Text.MAX), "k", within));
        assertThat(instance.privateIp()).hasSize(Ec2Text.MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "i-*", "i-1,i-2", "i-1&#10;forged", "not-an-id", "i-é"})
    void anInstanceWithAnIdThatIsNoneIsLeftOut(String id) {
        endpoint.answer("DescribeInstances", xml(INSTANCES.replace("i-0123456789abcdef0", id)));

        ScanOutcome outcome = endpoint.scan();

        assertThat(endpoint.found).isEmpty();
        assertThat(outcome.warnings()).anyMatch(warning -> warning.contains("without a valid id"));
    }

    @Test
    void anImageIdThatWouldFindEverythingIsNotAskedFor() {
        endpoint.answer("DescribeImages", xml(RawEndpoint.IMAGES.replace("ami-0123456789abcdef0", "*")));

        ScanOutcome outcome = endpoint.scan();

        assertThat(endpoint.requests).as("DescribeImages alone").hasValue(1);
        assertThat(outcome.warnings()).anyMatch(warning -> warning.contains("no AMI matches"));
    }
}
