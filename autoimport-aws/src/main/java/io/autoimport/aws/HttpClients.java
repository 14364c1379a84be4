package io.autoimport.aws;

import io.autoimport.core.model.EndpointUrl;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * The connections that all clients share. One kind obeys the proxy settings of the machine, the other one, for loopback,
 * does not: what is meant for this machine must not leave it, whatever HTTP_PROXY says. Not thread-safe.
 */
final class HttpClients implements AutoCloseable {

    /** No limit to speak of: each target that is being scanned needs one connection. */
    private static final int MAX_CONNECTIONS = 1_000;

    private final Ec2Settings settings;
    private @Nullable SdkHttpClient proxied;
    private @Nullable SdkHttpClient direct;

    HttpClients(Ec2Settings settings) {
        this.settings = settings;
    }

    /** The connections to an endpoint, or to those of AWS if it is null. */
    SdkHttpClient to(@Nullable URI endpoint) {
        if (endpoint != null && EndpointUrl.isLoopback(endpoint)) {
            direct = direct != null
                    ? direct
                    : builder()
                            .proxyConfiguration(ProxyConfiguration.builder()
                                    .useSystemPropertyValues(false)
                                    .useEnvironmentVariableValues(false)
                                    .build())
                            .build();
            return direct;
        }
        proxied = proxied != null ? proxied : builder().build();
        return proxied;
    }

    private Apache5HttpClient.Builder builder() {
        return Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(settings.apiCallAttemptTimeout())
                .socketTimeout(settings.apiCallAttemptTimeout());
    }

    @Override
    public void close() {
        if (proxied != null) {
            proxied.close();
            proxied = null;
        }
        if (direct != null) {
            direct.close();
            direct = null;
        }
    }
}
