/** Commands, the mediator that dispatches them, and the bulk import with its handler. */
@NullMarked
package io.autoimport.core.command;

import org.jspecify.annotations.NullMarked;
