package io.autoimport.spring.quartz;

import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if Quartz is asked for, or if it has a store that survives a restart. */
final class OnQuartzToBeUsed extends SpringBootCondition {

    private static final String STORE_TYPE = "spring.quartz.job-store-type";
    private static final String PROPERTIES = "spring.quartz.properties";
    private static final String STORE_CLASS = "org.quartz.jobStore.class";
    private static final String MEMORY = "org.quartz.simpl.RAMJobStore";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Binder binder = Binder.get(context.getEnvironment());
        ConditionMessage.Builder message = ConditionMessage.forCondition("Quartz for recurrent jobs");
        if (isAskedFor(binder)) {
            return ConditionOutcome.match(message.because("it is asked for"));
        }
        return isPersistent(binder)
                ? ConditionOutcome.match(message.because("its store is persistent"))
                : ConditionOutcome.noMatch(message.because("its store forgets"));
    }

    private static boolean isAskedFor(Binder binder) {
        return binder.bind(AutoImportJobsProperties.PREFIX + ".scheduler", Scheduler.class)
                        .orElse(Scheduler.AUTO)
                == Scheduler.QUARTZ;
    }

    private static boolean isPersistent(Binder binder) {
        boolean jdbc = binder.bind(STORE_TYPE, String.class).orElse("memory").equalsIgnoreCase("jdbc");
        String storeClass = binder.bind(PROPERTIES, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .getOrDefault(STORE_CLASS, MEMORY);
        return jdbc || !storeClass.equals(MEMORY);
    }
}
