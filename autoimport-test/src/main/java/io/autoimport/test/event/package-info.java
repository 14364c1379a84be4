/** What was published during a test. */
@NullMarked
package io.autoimport.test.event;

import org.jspecify.annotations.NullMarked;
