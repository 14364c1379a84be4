package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {

    private static final String EXAMPLE = "https://events.example.org";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://events.example.org/in?key=1",
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://127.9.9.9/",
                "http://[::1]:1/"
            })
    void encryptedOrToThisMachineIsTaken(String url) {
        assertThat(EndpointUrl.checked(URI.create(url), EXAMPLE, false)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1", "events.example.org", "/in", "https:/no-host", "mailto:a@b.example"})
    void whatIsNoUrlOfAnHttpServerIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointUrl.checked(URI.create(url), EXAMPLE, true))
                .withMessage("it is not a URL like " + EXAMPLE);
    }

    @Test
    void plainHttpToAnotherMachineNeedsPermissionAndShowsNoSecret() {
        URI url = URI.create("http://bob:s3cret@events.example.org/?token=s3cret");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointUrl.checked(url, EXAMPLE, false))
                .withMessageContaining("plain http to another machine (events.example.org)")
                .withMessageNotContaining("s3cret");
        assertThat(EndpointUrl.checked(url, EXAMPLE, true)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost.example.org",
                "http://127.0.0.1.example.org",
                "http://127.0.0.1@events.example.org",
                "http://localhost:80@events.example.org:80",
                "http://128.0.0.1",
                "http://0.0.0.0",
                "http://[::ffff:10.0.0.1]",
                "http://LOCALHOST.example.org"
            })
    void whatOnlyLooksLikeThisMachineIsAnother(String url) {
        assertThat(EndpointUrl.isLoopback(URI.create(url))).isFalse();
    }
}
