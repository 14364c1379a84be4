/** The properties {@code auto-import.workers.*}, and what is said of values that can't be right. */
@NullMarked
package io.autoimport.spring.properties;

import org.jspecify.annotations.NullMarked;
