package io.autoimport.spring.aws;

import io.autoimport.aws.Ec2ClientCustomizer;
import io.autoimport.aws.Ec2InstanceDiscovery;
import io.autoimport.aws.Ec2Settings;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The one class of the starter that touches the AWS SDK. Nothing may load it before the first scan. */
final class Ec2InstanceDiscoveryFactory {

    private static final Logger log = LoggerFactory.getLogger(Ec2InstanceDiscoveryFactory.class);

    private Ec2InstanceDiscoveryFactory() {}

    static Ec2InstanceDiscovery create(Ec2Settings settings, BeanFactory beans) {
        List<Ec2ClientCustomizer> customizers =
                beans.getBeanProvider(Ec2ClientCustomizer.class).orderedStream().toList();
        OpenTelemetry openTelemetry = beans.getBeanProvider(OpenTelemetry.class).getIfUnique(OpenTelemetry::noop);
        ObjectProvider<AwsCredentialsProvider> candidates = beans.getBeanProvider(AwsCredentialsProvider.class);
        @Nullable AwsCredentialsProvider only = candidates.getIfUnique();
        if (only != null) {
            return new Ec2InstanceDiscovery(settings, only, customizers, openTelemetry);
        }
        if (candidates.stream().findAny().isPresent()) {
            log.warn("The application has several AwsCredentialsProvider beans, and none of them is primary; the"
                    + " auto-import uses the SDK's default credentials");
        }
        return Ec2InstanceDiscovery.withDefaultCredentials(settings, customizers, openTelemetry);
    }
}
