/** The application's own use of its workers: list them, import some now. */
@NullMarked
package io.autoimport.sample.workers;

import org.jspecify.annotations.NullMarked;
