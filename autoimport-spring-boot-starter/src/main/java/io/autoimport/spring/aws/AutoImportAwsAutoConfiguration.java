package io.autoimport.spring.aws;

import io.autoimport.aws.Ec2Settings;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Discovery through the EC2 API. Uses the host's {@code AwsCredentialsProvider} bean, if there is one, and its
 * {@code Ec2ClientCustomizer} beans. Backs off where the host has an {@link InstanceDiscovery} of its own.
 */
@AutoConfiguration
@ConditionalOnClass(Ec2Settings.class)
@EnableConfigurationProperties(AutoImportWorkersProperties.class)
public final class AutoImportAwsAutoConfiguration {

    /** For Spring. */
    public AutoImportAwsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(InstanceDiscovery.class)
    LazyInstanceDiscovery autoImportInstanceDiscovery(
            AutoImportWorkersProperties properties, Environment environment, BeanFactory beans) {
        @Nullable String application = environment.getProperty("spring.application.name");
        if (properties.enabled()) {
            Ec2SettingsFactory.create(properties.aws(), application); // refuses, at start, what could never work
        }
        return new LazyInstanceDiscovery(() ->
                Ec2InstanceDiscoveryFactory.create(Ec2SettingsFactory.create(properties.aws(), application), beans));
    }
}
