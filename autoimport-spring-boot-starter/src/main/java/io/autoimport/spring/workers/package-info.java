/** The import job as beans, configured through {@code auto-import.workers.*}. */
@NullMarked
package io.autoimport.spring.workers;

import org.jspecify.annotations.NullMarked;
