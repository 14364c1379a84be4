/** Recurrent jobs, and the job that imports workers. */
@NullMarked
package io.autoimport.core.job;

import org.jspecify.annotations.NullMarked;
