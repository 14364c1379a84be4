package io.autoimport.spring.jobs;

import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Store;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Compares what is asked for with what an annotation stands for. */
final class OnJobsProperty extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        MergedAnnotation<ConditionalOnJobScheduler> scheduler =
                metadata.getAnnotations().get(ConditionalOnJobScheduler.class);
        return scheduler.isPresent()
                ? outcome(context, "scheduler", scheduler.getEnum("value", Scheduler.class), Scheduler.AUTO)
                : outcome(
                        context,
                        "store",
                        metadata.getAnnotations()
                                .get(ConditionalOnJobStore.class)
                                .getEnum("value", Store.class),
                        Store.AUTO);
    }

    private static <E extends Enum<E>> ConditionOutcome outcome(
            ConditionContext context, String property, E offered, E auto) {
        String name = AutoImportJobsProperties.PREFIX + "." + property;
        E asked = Binder.get(context.getEnvironment())
                .bind(name, auto.getDeclaringClass())
                .orElse(auto);
        return new ConditionOutcome(
                asked == offered || asked == auto,
                ConditionMessage.forCondition(name).because("it is " + asked));
    }
}
