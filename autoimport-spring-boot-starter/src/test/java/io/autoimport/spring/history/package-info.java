/** Random histories of a fleet, and what the registry must be after each run. */
@org.jspecify.annotations.NullMarked
package io.autoimport.spring.history;
