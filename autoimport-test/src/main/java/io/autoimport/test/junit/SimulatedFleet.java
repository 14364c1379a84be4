package io.autoimport.test.junit;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.Ec2Simulator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Instances that the simulator of an {@link Ec2SimulatorTest} has from the beginning. They are launched in the order of the
 * declarations. Fleets of the same AMI name in the same account and region are of one AMI. Up to 4,095 fleets in a region.
 */
@Documented
@Inherited
@Repeatable(SimulatedFleets.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SimulatedFleet {

    /**
     * The name of the AMI. It is registered, private, and owned by the account.
     *
     * @return for example {@code CML-2.7.0-a}
     */
    String ami();

    /**
     * How many instances. A million are no burden: they are computed when asked for.
     *
     * @return one or more
     */
    int instances() default 1;

    /**
     * The region.
     *
     * @return for example {@code eu-west-1}
     */
    String region() default "us-east-1";

    /**
     * The account that owns image and instances.
     *
     * @return twelve digits
     */
    String account() default Ec2Simulator.DEFAULT_ACCOUNT_ID;

    /**
     * The state of the instances.
     *
     * @return a state
     */
    InstanceState state() default InstanceState.RUNNING;

    /**
     * The type of the instances.
     *
     * @return for example {@code m7i.large}
     */
    String type() default "c5.2xlarge";

    /**
     * The tags of the instances, such as {@code Name=lab-{index}}: the key, an equals sign, the value. The key ends at the first
     * equals sign. {@code {index}} stands for the number of the instance within the fleet, from zero.
     *
     * @return zero or more tags
     */
    String[] tags() default {};
}
