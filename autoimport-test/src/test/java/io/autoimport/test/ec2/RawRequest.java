package io.autoimport.test.ec2;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Requests that the SDK would not send. */
final class RawRequest {

    static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260304/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0";

    private RawRequest() {}

    static String send(Ec2Simulator simulator, String form) throws Exception {
        return exchange(simulator.endpoint(), form, AUTHORIZATION).body();
    }

    static HttpResponse<String> exchange(URI endpoint, String form, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofString(form));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
