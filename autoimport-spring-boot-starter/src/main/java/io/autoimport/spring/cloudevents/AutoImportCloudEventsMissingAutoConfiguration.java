package io.autoimport.spring.cloudevents;

import io.autoimport.spring.properties.AutoImportCloudEventsProperties;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Says what is missing where CloudEvents are asked for: without them, events would be lost in silence. */
@AutoConfiguration
@ConditionalOnMissingClass("io.cloudevents.core.builder.CloudEventBuilder")
@ConditionalOnBooleanProperty(prefix = AutoImportCloudEventsProperties.PREFIX, name = "enabled")
public final class AutoImportCloudEventsMissingAutoConfiguration {

    /** For Spring. */
    public AutoImportCloudEventsMissingAutoConfiguration() {}

    @Bean
    @Lazy(false)
    SmartInitializingSingleton autoImportCloudEventsMissingNotice() {
        return () -> {
            throw new InvalidAutoImportPropertyException(
                    AutoImportCloudEventsProperties.PREFIX + ".enabled",
                    true,
                    "the application does not have the CloudEvents SDK",
                    "Add the dependency io.cloudevents:cloudevents-core, or remove the property.");
        };
    }
}
