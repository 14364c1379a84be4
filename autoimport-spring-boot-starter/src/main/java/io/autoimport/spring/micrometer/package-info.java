/** Meters in the host's Micrometer registry. */
@NullMarked
package io.autoimport.spring.micrometer;

import org.jspecify.annotations.NullMarked;
