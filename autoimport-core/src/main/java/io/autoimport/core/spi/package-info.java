/** The ports that adapters and host applications implement. */
@NullMarked
package io.autoimport.core.spi;

import org.jspecify.annotations.NullMarked;
