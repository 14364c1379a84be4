package io.autoimport.spring.cloudevents;

import io.autoimport.core.model.EndpointUrl;
import io.autoimport.spring.properties.AutoImportCloudEventsProperties;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Checks the properties {@code auto-import.events.cloudevents.*}, and makes of them what they stand for. */
final class CloudEventSettings {

    private static final String PREFIX = AutoImportCloudEventsProperties.PREFIX;

    private static final Pattern TYPE_PREFIX = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private static final String DURATION_CURE = "Set it to a duration such as 10 (seconds), 5m or PT5M, or remove it.";

    /** Longer makes no sense, and is past what timers can count. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final AutoImportCloudEventsProperties properties;
    private final @Nullable String applicationName;

    CloudEventSettings(AutoImportCloudEventsProperties properties, @Nullable String applicationName) {
        this.properties = properties;
        this.applicationName = applicationName;
    }

    CloudEventFactory factory() {
        return new CloudEventFactory(typePrefix(), source());
    }

    private String typePrefix() {
        if (!TYPE_PREFIX.matcher(properties.typePrefix()).matches()) {
            throw invalid(
                    "type-prefix",
                    properties.typePrefix(),
                    "it is not made of words of letters, digits, dashes and underscores, with dots between them",
                    "Set it to a name such as org.example.fleet, or remove it.");
        }
        return properties.typePrefix();
    }

    private URI source() {
        @Nullable String source = properties.source();
        if (!StringUtils.hasText(source)) {
            return defaultSource();
        }
        try {
            return URI.create(new URI(source).toASCIIString());
        } catch (URISyntaxException e) {
            throw invalid(
                    "source",
                    source,
                    "it is not a URI reference: " + e.getReason(),
                    "Set it to something like /my-application/auto-import or https://example.org/fleet, or remove it.");
        }
    }

    private URI defaultSource() {
        String path = StringUtils.hasText(applicationName)
                ? "/" + applicationName.strip().replace('/', '-') + "/auto-import"
                : "/auto-import";
        try {
            return URI.create(new URI(null, null, path, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Not a path: " + path, e);
        }
    }

    SinkSettings sink(String sink) {
        return SinkSettings.of(
                checkedSink(sink),
                checked("connect-timeout", properties.connectTimeout()),
                checked("request-timeout", properties.requestTimeout()));
    }

    // The value is never shown: it may carry a secret.
    private URI checkedSink(String sink) {
        try {
            return EndpointUrl.checked(
                    new URI(sink.strip()), "https://events.example.org/in", properties.allowPlaintextSink());
        } catch (URISyntaxException e) {
            throw invalidSink("it is not a URL like https://events.example.org/in: " + e.getReason());
        } catch (IllegalArgumentException e) {
            throw invalidSink(String.valueOf(e.getMessage()));
        }
    }

    private static InvalidAutoImportPropertyException invalidSink(String reason) {
        return invalid(
                "sink",
                "***",
                reason,
                "Use an https URL or a loopback address. If you mean plain http to another machine, set " + PREFIX
                        + ".allow-plaintext-sink=true.");
    }

    Backoff backoff() {
        Duration first = checked("outbox.min-backoff", properties.outbox().minBackoff());
        Duration longest = checked("outbox.max-backoff", properties.outbox().maxBackoff());
        if (longest.compareTo(first) < 0) {
            throw invalid(
                    "outbox.max-backoff",
                    longest,
                    "it is shorter than " + PREFIX + ".outbox.min-backoff (" + first + ")",
                    "Set it to no less than that.");
        }
        return new Backoff(first, longest);
    }

    Duration pollInterval() {
        return checked("outbox.poll-interval", properties.outbox().pollInterval());
    }

    private static Duration checked(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw invalid(key, value, "it must be more than zero", DURATION_CURE);
        }
        if (value.compareTo(LONGEST) > 0) {
            throw invalid(key, value, "it must be a day at most", DURATION_CURE);
        }
        return value;
    }

    private static InvalidAutoImportPropertyException invalid(String key, Object value, String reason, String cure) {
        return new InvalidAutoImportPropertyException(PREFIX + "." + key, value, reason, cure);
    }
}
