/** Recurrent jobs on Spring's scheduling. */
@NullMarked
package io.autoimport.spring.scheduling;

import org.jspecify.annotations.NullMarked;
