/** The processes of a measurement, and how they talk: each part has a JVM of its own. */
@NullMarked
package io.autoimport.benchmarks.process;

import org.jspecify.annotations.NullMarked;
