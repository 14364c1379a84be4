package io.autoimport.spring.aws;

import static io.autoimport.spring.properties.PropertyChecks.checked;
import static io.autoimport.spring.properties.PropertyChecks.nameOf;
import static io.autoimport.spring.properties.PropertyChecks.positive;

import io.autoimport.aws.Ec2Settings;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the settings of the AWS adapter of the properties {@code auto-import.workers.aws.*}. */
final class Ec2SettingsFactory {

    private Ec2SettingsFactory() {}

    /**
     * Makes them.
     *
     * @param aws the properties
     * @param applicationName what the application is called, or null or blank if it has no name
     */
    static Ec2Settings create(AutoImportWorkersProperties.Aws aws, @Nullable String applicationName) {
        Duration call = positive("aws.api-call-timeout", aws.apiCallTimeout());
        Duration attempt = positive("aws.api-call-attempt-timeout", aws.apiCallAttemptTimeout());
        @Nullable URI endpoint = checkedEndpoint("aws.endpoint", aws.endpoint(), aws);
        @Nullable URI stsEndpoint = checkedEndpoint("aws.sts-endpoint", aws.stsEndpoint(), aws);
        return checked(
                "aws.api-call-attempt-timeout",
                attempt,
                "Set it to no more than " + nameOf("aws.api-call-timeout") + ".",
                () -> new Ec2Settings(
                        endpoint,
                        stsEndpoint,
                        aws.allowPlaintextEndpoint(),
                        call,
                        attempt,
                        sessionNameOf(applicationName)));
    }

    private static String sessionNameOf(@Nullable String applicationName) {
        return applicationName == null || applicationName.isBlank()
                ? Ec2Settings.DEFAULT_SESSION_NAME
                : Ec2Settings.DEFAULT_SESSION_NAME + "-" + applicationName.strip();
    }

    private static @Nullable URI checkedEndpoint(
            String property, @Nullable URI endpoint, AutoImportWorkersProperties.Aws aws) {
        if (endpoint == null || endpoint.toString().isEmpty()) {
            return null;
        }
        return checked(
                property,
                endpoint.toString().contains("@") ? "***" : endpoint,
                "Use an https URL or a loopback address. If you mean plain http to another machine, set "
                        + nameOf("aws.allow-plaintext-endpoint") + "=true.",
                () -> Ec2Settings.checkedEndpoint(endpoint, aws.allowPlaintextEndpoint()));
    }
}
