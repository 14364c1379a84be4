/** Ports implemented in memory, for tests and for trying things out. */
@NullMarked
package io.autoimport.core.memory;

import org.jspecify.annotations.NullMarked;
