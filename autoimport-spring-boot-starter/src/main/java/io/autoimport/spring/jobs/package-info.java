/** Recurrent jobs: what runs them, whatever it is that schedules them. */
@NullMarked
package io.autoimport.spring.jobs;

import org.jspecify.annotations.NullMarked;
