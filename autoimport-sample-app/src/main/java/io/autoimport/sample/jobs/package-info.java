/** A job that shows what jobs can't do to each other. */
@NullMarked
package io.autoimport.sample.jobs;

import org.jspecify.annotations.NullMarked;
