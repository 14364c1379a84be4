package io.autoimport.aws;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2SettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4566",
                "http://127.0.0.1:4566",
                "http://127.1.2.3",
                "http://[::1]:4566",
                "https://vpce-0.ec2.us-east-1.vpce.amazonaws.com"
            })
    void loopbackAndHttpsAreTaken(String endpoint) {
        assertThat(Ec2Settings.defaults().withEndpoint(URI.create(endpoint)).endpoint())
                .hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ec2.example.org",
                "http://10.0.0.1:4566",
                "http://localhost.example.org",
                "http://127.0.0.1.example.org",
                "http://[::2]"
            })
    void plainHttpToAnotherMachineIsRefused(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ec2Settings.defaults().withEndpoint(URI.create(endpoint)))
                .withMessageContaining("plain http to another machine");
    }

    @Test
    void plainHttpToAnotherMachineIsTakenOnceItIsAllowed() {
        URI endpoint = URI.create("http://ec2.example.org");
        assertThat(new Ec2Settings(endpoint, null, true, ofSeconds(2), ofSeconds(1), "me").endpoint())
                .isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec2.example.org", "ftp://localhost", "file:///etc/passwd", "http:///nowhere"})
    void whatIsNoHttpUrlWithAHostIsRefused(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ec2Settings.defaults().withEndpoint(URI.create(endpoint)))
                .withMessageContaining("not a URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:s3cret@example.org", "http://me:s3cret@my_vpce/", "http:me:s3cret@x"})
    void credentialsInTheEndpointAreRefusedAndNotRepeated(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ec2Settings.defaults().withEndpoint(URI.create(endpoint)))
                .withMessageContaining("user name or password")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void timeoutsAreMoreThanZeroAndAnAttemptTakesNoLongerThanTheCall() {
        Ec2Settings settings = Ec2Settings.defaults();
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withTimeouts(Duration.ZERO, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withTimeouts(ofSeconds(1), ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withTimeouts(ofSeconds(1), ofSeconds(2)));
        assertThat(settings.withTimeouts(ofSeconds(2), ofSeconds(2)).apiCallTimeout())
                .isEqualTo(ofSeconds(2));
    }

    @Test
    void theEndpointOfStsIsCheckedAsThatOfEc2() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ec2Settings.defaults().withStsEndpoint(URI.create("http://sts.example.org")))
                .withMessageContaining("plain http to another machine");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ec2Settings.defaults().withStsEndpoint(URI.create("https://me:s3cret@example.org")))
                .withMessageNotContaining("s3cret");
    }

    @Test
    void whatIsMeantForThisMachineDoesNotLeaveIt() {
        URI loopback = URI.create("http://127.0.0.1:4566");
        URI vpcEndpoint = URI.create("https://vpce-0.ec2.us-east-1.vpce.amazonaws.com");
        URI other = URI.create("https://sts.example.org");
        Ec2Settings settings = Ec2Settings.defaults();

        assertThat(settings.effectiveStsEndpoint()).isNull();
        assertThat(settings.withEndpoint(loopback).effectiveStsEndpoint()).isEqualTo(loopback);
        assertThat(settings.withEndpoint(vpcEndpoint).effectiveStsEndpoint())
                .as("that of the region, since a VPC endpoint of EC2 knows no STS")
                .isNull();
        assertThat(settings.withEndpoint(loopback).withStsEndpoint(other).effectiveStsEndpoint())
                .isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "billing_2+eu=a@b.c-d, billing_2+eu=a@b.c-d",
        "my app/ü, my-app--",
        "'  padded ', padded",
        "x, auto-import",
        "'', auto-import"
    })
    void aSessionNameIsMadeToFit(String given, String taken) {
        assertThat(Ec2Settings.defaults().withSessionName(given).sessionName()).isEqualTo(taken);
        assertThat(Ec2Settings.defaults().sessionName()).isEqualTo("auto-import");
    }

    @Test
    void aSessionNameThatIsTooLongIsCutOff() {
        assertThat(Ec2Settings.defaults().withSessionName("x".repeat(65)).sessionName())
                .isEqualTo("x".repeat(64));
    }
}
