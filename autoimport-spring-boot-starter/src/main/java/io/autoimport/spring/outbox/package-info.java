/** Events that are kept in the host's database, in the transaction in which they happened, until they are delivered. */
@NullMarked
package io.autoimport.spring.outbox;

import org.jspecify.annotations.NullMarked;
