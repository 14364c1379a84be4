/** A simulated EC2 and a simulated CML in place of the real ones, unless the profile {@code aws} is active. */
@NullMarked
package io.autoimport.sample.simulator;

import org.jspecify.annotations.NullMarked;
