/** A small client of the REST API of Cisco Modeling Labs 2. */
@NullMarked
package io.autoimport.sample.cml;

import org.jspecify.annotations.NullMarked;
