/** What the application's own jobs have in common; and one that shows what jobs can't do to each other. */
@NullMarked
package io.autoimport.sample.jobs;

import org.jspecify.annotations.NullMarked;
