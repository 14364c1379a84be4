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

    static Ec2Settings create(AutoImportWorkersProperties.Aws aws) {
        Duration call = positive("aws.api-call-timeout", aws.apiCallTimeout());
        Duration attempt = positive("aws.api-call-attempt-timeout", aws.apiCallAttemptTimeout());
        @Nullable URI endpoint = endpointOf(aws);
        return checked(
                "aws.api-call-attempt-timeout",
                attempt,
                "Set it to no more than " + nameOf("aws.api-call-timeout") + ".",
                () -> new Ec2Settings(endpoint, aws.allowPlaintextEndpoint(), call, attempt));
    }

    private static @Nullable URI endpointOf(AutoImportWorkersProperties.Aws aws) {
        @Nullable URI endpoint = aws.endpoint();
        if (endpoint == null || endpoint.toString().isEmpty()) {
            return null;
        }
        return checked(
                "aws.endpoint",
                endpoint.toString().contains("@") ? "***" : endpoint,
                "Use an https URL or a loopback address. If you mean plain http to another machine, set "
                        + nameOf("aws.allow-plaintext-endpoint") + "=true.",
                () -> Ec2Settings.checkedEndpoint(endpoint, aws.allowPlaintextEndpoint()));
    }
}
