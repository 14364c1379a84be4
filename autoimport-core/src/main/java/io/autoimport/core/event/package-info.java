/** What happened, for the host to react to. Immutable values. */
@NullMarked
package io.autoimport.core.event;

import org.jspecify.annotations.NullMarked;
