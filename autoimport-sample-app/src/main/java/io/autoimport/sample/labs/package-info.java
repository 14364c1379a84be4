/** The labs of the workers: a table of the application's own, and the job that keeps it. */
@NullMarked
package io.autoimport.sample.labs;

import org.jspecify.annotations.NullMarked;
