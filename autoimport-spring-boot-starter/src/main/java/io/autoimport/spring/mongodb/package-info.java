/**
 * Workers in the host's MongoDB, and the due times, results and locks of recurrent jobs; and the workers that another
 * system keeps there.
 */
@NullMarked
package io.autoimport.spring.mongodb;

import org.jspecify.annotations.NullMarked;
