package io.autoimport.spring.cloudevents;

import io.autoimport.spring.properties.AutoImportCloudEventsProperties;
import io.autoimport.spring.properties.BuildTimeChoice;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Each event as a CloudEvent, too, where that is asked for. */
@AutoConfiguration(
        after = AutoImportCloudEventsSinkAutoConfiguration.class,
        beforeName = "io.autoimport.spring.workers.AutoImportWorkersAutoConfiguration")
@ConditionalOnClass({CloudEvent.class, CloudEventBuilder.class})
@ConditionalOnBooleanProperty(prefix = AutoImportCloudEventsProperties.PREFIX, name = "enabled")
@EnableConfigurationProperties(AutoImportCloudEventsProperties.class)
public final class AutoImportCloudEventsAutoConfiguration {

    /** For Spring. */
    public AutoImportCloudEventsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CloudEventRelay autoImportCloudEventRelay(
            AutoImportCloudEventsProperties properties,
            Environment environment,
            ApplicationEventPublisher publisher,
            ObjectProvider<OutboxDelivery> delivery) {
        @Nullable OutboxDelivery available = delivery.getIfAvailable();
        confirm(properties, available != null);
        CloudEventSettings settings =
                new CloudEventSettings(properties, environment.getProperty("spring.application.name"));
        return new CloudEventRelay(settings.factory(), publisher, available);
    }

    private static void confirm(AutoImportCloudEventsProperties properties, boolean deliveryGiven) {
        if (!properties.enabled()) {
            throw BuildTimeChoice.contradicted(
                    AutoImportCloudEventsProperties.PREFIX + ".enabled", false, "CloudEvents");
        }
        if (!deliveryGiven && StringUtils.hasText(properties.sink())) {
            throw BuildTimeChoice.contradicted(AutoImportCloudEventsProperties.PREFIX + ".sink", "***", "no sink");
        }
    }
}
