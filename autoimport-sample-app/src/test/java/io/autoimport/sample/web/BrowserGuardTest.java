package io.autoimport.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.test.ec2.Ec2Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

/** The page against hostile tags, and against the pages of other sites. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BrowserGuardTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private Ec2Simulator ec2;

    @Autowired
    private AutoImportWorkersJob job;

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private int launch(String... headers) throws IOException, InterruptedException {
        return send(request("/api/simulator/launch").headers(headers).POST(BodyPublishers.noBody()))
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/style.css", "/api/workers", "/actuator/autoimport", "/nowhere"})
    void everyAnswerForbidsWhatThePageDoesNotNeed(String path) throws Exception {
        HttpResponse<String> answer = send(request(path));

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void thePageHasNothingThatItsPolicyForbids() throws Exception {
        assertThat(send(request("/")).body())
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:");
    }

    @Test
    void theScriptMakesNoHtmlOfText() throws IOException {
        String script = new ClassPathResource("static/app.js").getContentAsString(StandardCharsets.UTF_8);

        assertThat(script)
                .contains("textContent")
                .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|srcdoc");
    }

    @Test
    void aHostileTagIsServedAsData() throws Exception {
        ec2.region("us-east-1")
                .launch(
                        ec2.region("us-east-1").registerImage("CML-2.7.0-hostile"),
                        1,
                        options -> options.tag("Name", HOSTILE));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> job.execute().totalFailed() == 0
                        && send(request("/api/workers")).body().contains("onerror"));

        HttpResponse<String> workers = send(request("/api/workers"));

        assertThat(workers.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(workers.body()).contains(HOSTILE);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example.org",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
        "Origin, http://[broken"
    })
    void thePageOfAnotherSiteChangesNothing(String header, String value) throws Exception {
        assertThat(launch(header, value)).isEqualTo(403);
    }

    @Test
    void itsOwnPageAndWhoeverIsNoBrowserMay() throws Exception {
        assertThat(launch("Sec-Fetch-Site", "same-origin")).isEqualTo(200);
        assertThat(launch("Origin", "http://127.0.0.1:" + port)).isEqualTo(200);
        assertThat(launch("Accept", "application/json")).isEqualTo(200);
    }
}
