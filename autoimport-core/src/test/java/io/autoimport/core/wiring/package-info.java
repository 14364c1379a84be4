/** How hosts without Spring put the job together. */
@NullMarked
package io.autoimport.core.wiring;

import org.jspecify.annotations.NullMarked;
