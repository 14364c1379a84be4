/** The lock that keeps a job from running on two nodes at the same time, where the scheduler does not. */
@NullMarked
package io.autoimport.spring.lock;

import org.jspecify.annotations.NullMarked;
