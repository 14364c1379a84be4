/** Parts of the adapter that nobody sees from outside, measured one by one. */
@NullMarked
package io.autoimport.aws;

import org.jspecify.annotations.NullMarked;
