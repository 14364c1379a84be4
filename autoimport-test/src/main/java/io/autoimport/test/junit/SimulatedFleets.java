package io.autoimport.test.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Several {@link SimulatedFleet}s. The compiler writes it; so need nobody else. */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SimulatedFleets {

    /**
     * The fleets.
     *
     * @return them in the order of their declarations
     */
    SimulatedFleet[] value();
}
