/** The contracts of the ports, as abstract tests to be extended by whoever implements one. */
@NullMarked
package io.autoimport.test.contract;

import org.jspecify.annotations.NullMarked;
