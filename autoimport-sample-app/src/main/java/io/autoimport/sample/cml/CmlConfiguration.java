package io.autoimport.sample.cml;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Makes the client. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CmlSettings.class)
class CmlConfiguration {

    @Bean
    CmlClient cmlClient(CmlSettings settings, SslBundles bundles, JsonMapper json) {
        // No redirect is followed: it would take the token elsewhere.
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout());
        if (settings.sslBundle() != null) {
            http.sslContext(bundles.getBundle(settings.sslBundle()).createSslContext());
        }
        return new CmlClient(settings, http.build(), json);
    }
}
