/** Traces into what the host has. */
@NullMarked
package io.autoimport.spring.telemetry;

import org.jspecify.annotations.NullMarked;
