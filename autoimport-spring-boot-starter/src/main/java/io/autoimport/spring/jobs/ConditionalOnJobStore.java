package io.autoimport.spring.jobs;

import io.autoimport.spring.jobs.AutoImportJobsProperties.Store;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Matches if {@code auto-import.jobs.store} asks for this store, or leaves the choice to the library. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnJobsProperty.class)
public @interface ConditionalOnJobStore {

    /**
     * The store.
     *
     * @return what has to be asked for, unless the choice is left to the library
     */
    Store value();
}
