package io.autoimport.sample.cml;

import io.autoimport.core.model.EndpointUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the CML of each worker is reached.
 *
 * @param baseUrl of a worker, with {@code {privateIp}}, {@code {publicIp}}, {@code {instanceId}} and {@code {region}} in it.
 *     Plain http only to loopback, since the password goes there
 * @param username without one, no CML is asked
 * @param password never shown
 * @param connectTimeout until a connection is there
 * @param requestTimeout from the request to the end of its answer
 * @param maxAnswer what is longer is not read
 * @param sslBundle the name of an SSL bundle of Spring Boot that trusts the certificates; unless given, those of the JDK do
 */
@ConfigurationProperties("sample.cml")
public record CmlSettings(
        @DefaultValue("https://{privateIp}") String baseUrl,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("1MB") DataSize maxAnswer,
        @Nullable String sslBundle) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** What may stand for a variable: nothing that leads to another host or path. */
    private static final Pattern HARMLESS = Pattern.compile("[0-9A-Za-z.-]+");

    private static final CmlWorker EXAMPLE =
            new CmlWorker("i-0123456789abcdef0", "us-east-1", "192.0.2.1", "192.0.2.2");

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if they can't be right
     */
    public CmlSettings {
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("request-timeout", requestTimeout);
        try {
            URI ignored = urlOf(baseUrl, EXAMPLE);
        } catch (CmlException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "sample.cml.base-url can't be used, because " + e.getMessage() + ". Set it to https://{privateIp}",
                    e);
        }
    }

    private static void requirePositive(String property, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("sample.cml." + property + " must be more than zero");
        }
    }

    /** Whether anybody is to be asked at all. */
    boolean isComplete() {
        return !username.isBlank();
    }

    /**
     * Where a worker's CML is.
     *
     * @throws CmlException if the worker does not have what the URL needs
     */
    URI urlOf(CmlWorker worker) {
        return urlOf(baseUrl, worker);
    }

    private static URI urlOf(String template, CmlWorker worker) {
        Map<String, String> values = Map.of(
                "instanceId",
                worker.instanceId(),
                "region",
                worker.region(),
                "privateIp",
                worker.privateIp() == null ? "" : worker.privateIp(),
                "publicIp",
                worker.publicIp() == null ? "" : worker.publicIp());
        String url = VARIABLE.matcher(template).replaceAll(variable -> valueOf(variable, values, worker));
        return EndpointUrl.checked(URI.create(url), "https://{privateIp}", false);
    }

    private static String valueOf(MatchResult variable, Map<String, String> values, CmlWorker worker) {
        String value = values.getOrDefault(variable.group(1), "");
        if (!HARMLESS.matcher(value).matches()) {
            throw new CmlException(worker.instanceId() + " has no usable " + variable.group(1) + " for its URL");
        }
        return value;
    }

    @Override
    public String toString() {
        return "CmlSettings[baseUrl=" + baseUrl + ", username=" + username + "]";
    }
}
