package io.autoimport.spring.cloudevents;

import io.autoimport.spring.outbox.ConditionalOnSink;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.properties.AutoImportCloudEventsProperties;
import io.autoimport.spring.properties.BuildTimeChoice;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The delivery of events to a sink, where there is one. */
@AutoConfiguration(afterName = "io.autoimport.spring.jdbc.AutoImportJdbcOutboxAutoConfiguration")
@ConditionalOnClass({CloudEvent.class, CloudEventBuilder.class})
@ConditionalOnSink
@EnableConfigurationProperties(AutoImportCloudEventsProperties.class)
public final class AutoImportCloudEventsSinkAutoConfiguration {

    /** For Spring. */
    public AutoImportCloudEventsSinkAutoConfiguration() {}

    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean
    OutboxDelivery autoImportOutboxDelivery(
            AutoImportCloudEventsProperties properties,
            Environment environment,
            ObjectProvider<Outbox> outbox,
            ObjectProvider<SinkRequestCustomizer> customizers) {
        if (!StringUtils.hasText(properties.sink())) {
            throw BuildTimeChoice.contradicted(AutoImportCloudEventsProperties.PREFIX + ".sink", "", "a sink");
        }
        CloudEventSettings settings =
                new CloudEventSettings(properties, environment.getProperty("spring.application.name"));
        SinkSettings sink = settings.sink(String.valueOf(properties.sink()));
        List<SinkRequestCustomizer> all = customizers.orderedStream().toList();
        return new OutboxDelivery(
                available(outbox),
                () -> new HttpSink(sink, all, Clock.systemUTC()),
                Pace.of(sink.requestTimeout(), settings.backoff(), settings.pollInterval()));
    }

    private static Outbox available(ObjectProvider<Outbox> outbox) {
        @Nullable Outbox available = outbox.getIfAvailable();
        if (available == null) {
            throw new InvalidAutoImportPropertyException(
                    AutoImportCloudEventsProperties.PREFIX + ".sink",
                    "***",
                    "there is no database in which to keep the events until they are delivered: the application has no"
                            + " DataSource, or several and none that is primary",
                    "Give it one, or define a bean of type " + Outbox.class.getName()
                            + ", or remove the property and forward the CloudEvents with an @EventListener.");
        }
        return available;
    }
}
