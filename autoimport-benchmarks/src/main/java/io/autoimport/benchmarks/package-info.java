/** Measures the import against what a host would otherwise write. */
@NullMarked
package io.autoimport.benchmarks;

import org.jspecify.annotations.NullMarked;
