/** Recurrent jobs on the application's JobRunr. */
@NullMarked
package io.autoimport.spring.jobrunr;

import org.jspecify.annotations.NullMarked;
