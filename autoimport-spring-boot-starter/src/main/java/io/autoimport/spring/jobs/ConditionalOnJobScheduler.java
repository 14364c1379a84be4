package io.autoimport.spring.jobs;

import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Matches if {@code auto-import.jobs.scheduler} asks for this scheduler, or leaves the choice to the library. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnJobsProperty.class)
public @interface ConditionalOnJobScheduler {

    /**
     * The scheduler.
     *
     * @return what has to be asked for, unless the choice is left to the library
     */
    Scheduler value();
}
