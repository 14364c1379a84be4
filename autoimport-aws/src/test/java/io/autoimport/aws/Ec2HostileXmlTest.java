package io.autoimport.aws;

import static io.autoimport.aws.RawEndpoint.INSTANCES;
import static io.autoimport.aws.RawEndpoint.failureOf;
import static io.autoimport.aws.RawEndpoint.xml;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.spi.ScanOutcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XML that is made to harm who reads it. */
class Ec2HostileXmlTest {

    private final RawEndpoint endpoint = new RawEndpoint();

    @AfterEach
    void close() {
        endpoint.close();
    }

    private void assertRefused(String code) {
        ScanOutcome outcome = endpoint.scan();

        assertThat(outcome.completeness()).isEqualTo(Completeness.FAILED);
        Failure failure = failureOf(outcome);
        assertThat(failure.cause()).isEqualTo(FailureCause.UNREACHABLE);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains("127.0.0.1", "DescribeInstances");
        assertThat(endpoint.found).isEmpty();
        assertThat(endpoint.requests)
                .as("who sends such a thing is not asked again")
                .hasValue(2);
    }

    private static String withDoctype(String doctype, String name) {
        return INSTANCES.replace("?>\n", "?>\n" + doctype + "\n").replace("one", name);
    }

    @Test
    void whatTheTestsSpoilIsWellReadOtherwise() {
        assertThat(endpoint.scan().completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(endpoint.found).hasSize(1);
    }

    @Test
    void aDocumentTypeIsRefused() {
        endpoint.answer("DescribeInstances", xml(withDoctype("<!DOCTYPE DescribeInstancesResponse>", "one")));

        assertRefused("DoctypeRefused");
    }

    @Test
    void noEntityIsFetched() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer secrets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secrets.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
        });
        secrets.start();
        String url = "http://127.0.0.1:" + secrets.getAddress().getPort() + "/";
        try {
            endpoint.answer(
                    "DescribeInstances",
                    xml(withDoctype(
                            "<!DOCTYPE x SYSTEM \"" + url + "dtd\" [<!ENTITY e SYSTEM \"" + url
                                    + "entity\"><!ENTITY % p SYSTEM \"" + url + "parameter\"> %p;]>",
                            "&e;")));

            assertRefused("DoctypeRefused");
            assertThat(fetched).hasValue(0);
        } finally {
            secrets.stop(0);
        }
    }

    @Test
    void noFileIsRead() {
        endpoint.answer(
                "DescribeInstances",
                xml(withDoctype("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>", "&e;")));

        assertRefused("DoctypeRefused");
    }

    @Test
    void aBillionLaughsAreRefused() {
        StringBuilder doctype = new StringBuilder("<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            doctype.append("<!ENTITY lol%d \"%s\">".formatted(i, ("&lol" + (i - 1) + ";").repeat(10)));
        }
        endpoint.answer("DescribeInstances", xml(withDoctype(doctype + "]>", "&lol9;")));

        assertRefused("DoctypeRefused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<deep>",
                "<deep a='>'>",
                "<deep a=\"'/>\">",
                "<deep>&#60;",
                "<deep><!-- </x> --><![CDATA[</x>]]>"
            })
    void deepNestingIsRefused(String level) {
        endpoint.answer("DescribeInstances", xml("<DescribeInstancesResponse>" + level.repeat(200_000)));

        assertRefused("AnswerTooDeep");
    }

    /** Read too naively, each of these hides what follows from who looks for nesting, and from nobody else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!--><![CDATA[-->",
                "<!---><![CDATA[-->",
                "<!--<![CDATA[-->",
                "<![CDATA[<!--]]>",
                "<![CDATA[]]]]><![CDATA[><!--]]>",
                "<?pi <!--?>",
                "<?pi ' \"?>",
                "<a b='!--'/>",
                "<a b=\"/\"></a>",
                "'\"<a/>"
            })
    void deepNestingBehindADecoyIsRefused(String decoy) {
        endpoint.answer("DescribeInstances", xml("<DescribeInstancesResponse>" + decoy + "<deep>".repeat(200_000)));

        assertRefused("AnswerTooDeep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "IBM037"})
    void anEncodingInWhichMarkupCouldHideIsRefused(String encoding) {
        byte[] body = INSTANCES.replace("UTF-8", encoding).getBytes(Charset.forName(encoding));
        endpoint.answer("DescribeInstances", exchange -> exchange.send(200, "text/xml", body));

        assertRefused("NotXml");
    }

    @Test
    void anEncodingThatIsDeclaredOnlyIsRefusedToo() {
        endpoint.answer("DescribeInstances", xml(INSTANCES.replace("UTF-8", "ISO-2022-JP")));

        assertRefused("NotXml");
    }

    @Test
    void anErrorIsNamedByItsStatusWhateverIsInIt() {
        endpoint.answer("DescribeInstances", xml(403, "<!DOCTYPE x [<!ENTITY e \"laugh\">]><Error>&e;</Error>"));

        Failure failure = failureOf(endpoint.scan());

        assertThat(failure.cause()).isEqualTo(FailureCause.PERMISSION);
        assertThat(failure.code()).isEqualTo("HTTP 403");
    }

    @Test
    void anErrorMayBeNestedAsDeeplyAsItLikes() {
        endpoint.answer("DescribeInstances", xml(400, "<Response>" + "<deep>".repeat(150_000)));

        assertThat(failureOf(endpoint.scan()).cause()).isEqualTo(FailureCause.INVALID_REQUEST);
    }

    @Test
    void whatStsAnswersIsReadNoLessCarefully() {
        endpoint.answer(
                "AssumeRole", xml("<!DOCTYPE x [<!ENTITY e \"laugh\">]><AssumeRoleResponse>&e;</AssumeRoleResponse>"));

        Failure failure = failureOf(endpoint.scanInNameOfARole());

        assertThat(failure.cause()).isEqualTo(FailureCause.UNREACHABLE);
        assertThat(failure.code()).isEqualTo("DoctypeRefused");
        assertThat(failure.message()).contains("AssumeRole");
        assertThat(endpoint.requests).hasValue(1);
    }
}
