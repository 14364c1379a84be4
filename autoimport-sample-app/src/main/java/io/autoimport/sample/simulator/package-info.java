/** A simulated EC2 in place of the real one, unless the profile {@code aws} is active. */
@NullMarked
package io.autoimport.sample.simulator;

import org.jspecify.annotations.NullMarked;
