/** The simulator for tests in JUnit Jupiter, with Spring Boot or without. Begin with {@link io.autoimport.test.junit.Ec2SimulatorTest}. */
@NullMarked
package io.autoimport.test.junit;

import org.jspecify.annotations.NullMarked;
