/** What is measured, and how it is reported. */
@NullMarked
package io.autoimport.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
