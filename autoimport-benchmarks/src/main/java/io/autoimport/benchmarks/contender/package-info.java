/** Who is measured: this library, and what hosts would write instead. */
@NullMarked
package io.autoimport.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
