/** What the simulated EC2 holds and is asked: images, instances, and the options to make them. Begin with {@link io.autoimport.test.ec2.model.SimulatedInstance}. */
@NullMarked
package io.autoimport.test.ec2.model;

import org.jspecify.annotations.NullMarked;
