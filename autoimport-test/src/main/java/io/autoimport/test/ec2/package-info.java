/** A simulator of EC2 on its real protocol: an HTTP server on loopback that the real AWS SDK client talks to. Begin with {@link io.autoimport.test.ec2.Ec2Simulator}. */
@NullMarked
package io.autoimport.test.ec2;

import org.jspecify.annotations.NullMarked;
