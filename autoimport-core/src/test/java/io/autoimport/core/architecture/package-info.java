/** The rules of the architecture, and the tests of the rules. */
@NullMarked
package io.autoimport.core.architecture;

import org.jspecify.annotations.NullMarked;
