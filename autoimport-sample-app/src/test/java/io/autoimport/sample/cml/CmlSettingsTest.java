package io.autoimport.sample.cml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmlSettingsTest {

    private static CmlSettings settings(String baseUrl) {
        return CmlClients.settings(baseUrl, "admin", "secret", Duration.ofSeconds(1));
    }

    @Test
    void theUrlIsMadeOfWhatIsKnownOfTheWorker() {
        CmlWorker worker = new CmlWorker("i-1", "eu-west-1", "10.0.0.1", "192.0.2.7");

        assertThat(settings("https://{privateIp}").urlOf(worker)).hasToString("https://10.0.0.1");
        assertThat(settings("https://{publicIp}:8443").urlOf(worker)).hasToString("https://192.0.2.7:8443");
        assertThat(settings("https://{instanceId}.{region}.example.org").urlOf(worker))
                .hasToString("https://i-1.eu-west-1.example.org");
    }

    @Test
    void aWorkerWithoutAnAddressIsAFailureOfItsOwn() {
        assertThatThrownBy(
                        () -> settings("https://{publicIp}").urlOf(new CmlWorker("i-1", "eu-west-1", "10.0.0.1", null)))
                .isInstanceOf(CmlException.class)
                .hasMessage("i-1 has no usable publicIp for its URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org/", "user@example.org", "10.0.0.1 ", "10.0.0.1#", "10.0.0.1\\"})
    void anAddressThatLeadsElsewhereIsNotUsed(String address) {
        assertThatThrownBy(
                        () -> settings("https://{privateIp}").urlOf(new CmlWorker("i-1", "eu-west-1", address, null)))
                .isInstanceOf(CmlException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://{privateIp}", "ftp://{privateIp}", "{privateIp}", "https://{publicDns}", "https://"})
    void aUrlThatWouldShowThePasswordOrLeadNowhereIsRefusedAtTheStart(String baseUrl) {
        assertThatThrownBy(() -> settings(baseUrl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sample.cml.base-url can't be used, because ")
                .hasMessageEndingWith("Set it to https://{privateIp}");
    }

    @Test
    void noTimeAtAllIsRefused() {
        assertThatThrownBy(() -> CmlClients.settings("https://{privateIp}", "admin", "secret", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sample.cml.request-timeout must be more than zero");
    }
}
