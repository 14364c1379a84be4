/** Units of work on the host's transaction manager. */
@NullMarked
package io.autoimport.spring.transaction;

import org.jspecify.annotations.NullMarked;
