package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autoimport.test.ec2.model.RecordedRequest;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest extends SimulatorTest {

    private HttpResponse<String> post(String form) throws Exception {
        return RawRequest.exchange(simulator.endpoint(), form, RawRequest.AUTHORIZATION);
    }

    @Test
    void aRequestWithoutASignatureIsRefused() throws Exception {
        HttpResponse<String> answer = RawRequest.exchange(simulator.endpoint(), "Action=DescribeInstances", "");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Response><Errors><Error><Code>MissingAuthenticationToken</Code><Message>");
        assertThat(simulator.requests())
                .containsExactly(
                        new RecordedRequest("DescribeInstances", "", "", Map.of("Action", "DescribeInstances")));
    }

    @Test
    void temporaryCredentialsThatWereNeverGivenFailAuthentication() throws Exception {
        HttpResponse<String> answer = RawRequest.exchange(
                simulator.endpoint(),
                "Action=DescribeInstances",
                RawRequest.AUTHORIZATION.replace("AKIDEXAMPLE", "ASIA0123456789ABCDEF"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("<Code>AuthFailure</Code>");
    }

    @Test
    void anAnswerStandsInTheNamespaceOfTheApi() throws Exception {
        String body = post("Action=DescribeInstances&Version=2016-11-15").body();

        assertThat(body)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><DescribeInstancesResponse"
                        + " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>");
        assertThat(body).endsWith("</requestId><reservationSet></reservationSet></DescribeInstancesResponse>");
    }

    @Test
    void anUnknownActionIsRefusedInTheFormOfItsService() throws Exception {
        HttpResponse<String> ec2Answer = post("Action=DescribeVolumes&Version=2016-11-15");
        HttpResponse<String> stsAnswer = post("Action=AssumeRoleWithSAML&Version=2011-06-15");

        assertThat(ec2Answer.statusCode()).isEqualTo(400);
        assertThat(ec2Answer.body()).contains("<Response><Errors><Error><Code>InvalidAction</Code>");
        assertThat(stsAnswer.statusCode()).isEqualTo(400);
        assertThat(stsAnswer.body()).contains("<Error><Type>Sender</Type><Code>InvalidAction</Code>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Action=%zz",
                "Action=DescribeInstances&Filter.x.Name=image-id",
                "Action=DescribeInstances&MaxResults=many",
                "Action=DescribeInstances&Filter.1.Value.1=x",
                "Action=DescribeInstances&NextToken=%F0%9F",
                "",
                "&&=&Action"
            })
    void aMalformedRequestIsRefusedAndDoesNoHarm(String form) throws Exception {
        assertThat(post(form).statusCode()).isEqualTo(400);
        assertThat(post("Action=DescribeInstances").statusCode()).isEqualTo(200);
    }

    /** A client that sends all of its request before it reads must get an answer too, not a reset connection. */
    @Test
    void aRequestThatIsTooLargeIsReadToItsEndAndRefused() throws Exception {
        byte[] megabyte = new byte[1 << 20];
        int megabytes = 64;
        HttpURLConnection connection =
                (HttpURLConnection) simulator.endpoint().toURL().openConnection();
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(megabytes * megabyte.length);
        try (OutputStream out = connection.getOutputStream()) {
            for (int i = 0; i < megabytes; i++) {
                out.write(megabyte);
            }
        }

        assertThat(connection.getResponseCode()).isEqualTo(413);
        connection.disconnect();
    }

    @Test
    void requestsAreRecordedWithTheirParameters() {
        ec2.describeInstances(r -> r.maxResults(100).filters(filter("image-id", "a", "b")));
        ec2(simulator.account(OTHER_ACCOUNT), OTHER_REGION).describeImages();

        List<RecordedRequest> requests = simulator.requests();
        assertThat(requests).extracting(RecordedRequest::action).containsExactly("DescribeInstances", "DescribeImages");
        assertThat(requests).extracting(RecordedRequest::region).containsExactly(REGION, OTHER_REGION);
        assertThat(requests).extracting(RecordedRequest::accountId).containsExactly("111122223333", OTHER_ACCOUNT);
        assertThat(requests.get(0).parameters())
                .containsEntry("MaxResults", "100")
                .containsEntry("Filter.1.Name", "image-id")
                .containsEntry("Filter.1.Value.2", "b");
        assertThat(requests.get(0).has("MaxResults")).isTrue();
        assertThat(requests.get(0).filterValueCount()).isEqualTo(2);
        assertThat(simulator.requests("DescribeImages")).hasSize(1);
        assertThat(simulator.requestCount()).isEqualTo(2);

        simulator.clearRequests();

        assertThat(simulator.requests()).isEmpty();
        assertThat(simulator.requestCount()).isZero();
    }

    @Test
    void aFixedPortCanBeChosenAndIsFreeAgainAfterClosing() {
        int port;
        try (Ec2Simulator first = Ec2Simulator.start()) {
            port = first.endpoint().getPort();
            assertThat(first.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + port));
            assertThatThrownBy(() -> Ec2Simulator.builder().port(port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("choose a free port");
        }
        try (Ec2Simulator second = Ec2Simulator.builder().port(port).start()) {
            assertThat(second.endpoint().getPort()).isEqualTo(port);
        }
    }

    @Test
    void theServersThreadsAreDaemons() throws Exception {
        post("Action=DescribeInstances");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("ec2-simulator")
                        || thread.getName().startsWith("HTTP-Dispatcher"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(thread -> assertThat(thread.isDaemon()).isTrue());
    }
}
