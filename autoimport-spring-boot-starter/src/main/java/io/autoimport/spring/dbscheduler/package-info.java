/** Recurrent jobs on the application's db-scheduler. */
@NullMarked
package io.autoimport.spring.dbscheduler;

import org.jspecify.annotations.NullMarked;
