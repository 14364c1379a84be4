package io.autoimport.spring.outbox;

import io.autoimport.spring.properties.AutoImportCloudEventsProperties;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** A sink that is blank is none. */
final class OnSink extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnSink.class);
        Environment environment = context.getEnvironment();
        if (!environment.getProperty(AutoImportCloudEventsProperties.PREFIX + ".enabled", Boolean.class, false)) {
            return ConditionOutcome.noMatch(message.because("CloudEvents are not enabled"));
        }
        return StringUtils.hasText(environment.getProperty(AutoImportCloudEventsProperties.PREFIX + ".sink"))
                ? ConditionOutcome.match(message.because("there is a sink"))
                : ConditionOutcome.noMatch(message.because("there is no sink"));
    }
}
