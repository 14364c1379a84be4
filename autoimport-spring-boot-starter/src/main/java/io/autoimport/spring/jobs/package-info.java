/** Recurrent jobs on the host's scheduler. */
@NullMarked
package io.autoimport.spring.jobs;

import org.jspecify.annotations.NullMarked;
