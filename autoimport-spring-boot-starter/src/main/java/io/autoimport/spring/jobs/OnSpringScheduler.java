package io.autoimport.spring.jobs;

import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches unless {@code auto-import.jobs.scheduler} says that nothing schedules the jobs. */
final class OnSpringScheduler extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Scheduler scheduler = Binder.get(context.getEnvironment())
                .bind("auto-import.jobs.scheduler", Scheduler.class)
                .orElse(Scheduler.AUTO);
        ConditionMessage message =
                ConditionMessage.forCondition("Auto-import scheduler").because("it is " + scheduler);
        return new ConditionOutcome(scheduler != Scheduler.NONE, message);
    }
}
