/** The application's own use of its workers: list them, watch their state, age and load, import some now. */
@NullMarked
package io.autoimport.sample.workers;

import org.jspecify.annotations.NullMarked;
