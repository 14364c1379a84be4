package io.autoimport.spring.events;

import io.autoimport.core.spi.EventPublisher;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Domain events as application events, unless the host has an {@link EventPublisher} of its own. */
@AutoConfiguration
public final class AutoImportEventsAutoConfiguration {

    /** For Spring. */
    public AutoImportEventsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(EventPublisher.class)
    SpringEventPublisher autoImportEventPublisher(ApplicationEventPublisher publisher) {
        return new SpringEventPublisher(publisher);
    }
}
