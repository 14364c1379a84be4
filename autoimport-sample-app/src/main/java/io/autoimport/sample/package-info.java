/** A complete application: workers in a database, a page to watch them, and a simulated EC2 to import them from. */
@NullMarked
package io.autoimport.sample;

import org.jspecify.annotations.NullMarked;
