/** Recurrent jobs on the application's Quartz. */
@NullMarked
package io.autoimport.spring.quartz;

import org.jspecify.annotations.NullMarked;
