/** Domain events as application events. */
@NullMarked
package io.autoimport.spring.events;

import org.jspecify.annotations.NullMarked;
