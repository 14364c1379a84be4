/** The endpoint {@code autoimport}. */
@NullMarked
package io.autoimport.spring.actuator;

import org.jspecify.annotations.NullMarked;
