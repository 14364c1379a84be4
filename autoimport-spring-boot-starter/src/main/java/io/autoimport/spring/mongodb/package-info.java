/** Due times, results and locks of recurrent jobs in the host's MongoDB. */
@NullMarked
package io.autoimport.spring.mongodb;

import org.jspecify.annotations.NullMarked;
