/** Due times, results and locks of recurrent jobs in the host's Redis. */
@NullMarked
package io.autoimport.spring.redis;

import org.jspecify.annotations.NullMarked;
